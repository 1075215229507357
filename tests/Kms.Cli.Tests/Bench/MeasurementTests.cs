using Kms.Cli.Bench;
using Kms.Cli.Bench.Load;
using Kms.Cli.Bench.Workloads;

namespace Kms.Cli.Tests.Bench;

public sealed class MeasurementTests
{
    [Fact]
    public void Median_OddAndEven_IsTheMiddle()
    {
        Assert.Equal(2, Statistics.Median([3, 1, 2]));
        Assert.Equal(2.5, Statistics.Median([4, 1, 2, 3]));
    }

    [Fact]
    public void Ratio_OverRounds_IsTheMedianOfTheRoundsRatios()
    {
        var measurement = new Measurement(
            WorkloadKind.Encrypt, new Rounds([Round(100, 30), Round(200, 20), Round(50, 10)]), new Rounds([Round(100, 10), Round(100, 10), Round(100, 10)]));

        Assert.Equal(1, measurement.Ratio(round => round.RequestsPerSecond));
        Assert.Equal(2, measurement.Ratio(round => round.ServerCpuMicros)!.Value, 6);
    }

    [Fact]
    public void Ratio_WithoutAFigure_IsNull()
    {
        var echo = new Rounds([Round(0, null)]);

        Assert.Null(new Measurement(WorkloadKind.Encrypt, echo, echo).Ratio(round => round.ServerCpuMicros));
        Assert.Null(new Measurement(WorkloadKind.Encrypt, echo, echo).Ratio(round => round.RequestsPerSecond));
        Assert.Null(new Measurement(WorkloadKind.Encrypt, echo, null).Ratio(round => round.RequestsPerSecond));
    }

    [Fact]
    public void CpuMicros_WithErrors_CountsThemAsWork()
    {
        var round = Round(50, 1) with { Errors = new Dictionary<string, int> { ["503 UNAVAILABLE"] = 50 } };

        Assert.Equal(10, round.ServerCpuMicros);
    }

    private static RoundResult Round(long requests, double? cpuMilliseconds) => new()
    {
        Requests = requests,
        Elapsed = TimeSpan.FromSeconds(1),
        P50Micros = 1,
        P99Micros = 1,
        Errors = new Dictionary<string, int>(),
        ServerCpu = cpuMilliseconds is { } cpu ? TimeSpan.FromMilliseconds(cpu) : null,
        ClientCpu = TimeSpan.Zero,
    };
}

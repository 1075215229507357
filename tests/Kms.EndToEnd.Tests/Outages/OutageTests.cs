using System.Diagnostics;
using System.Net;
using Kms.Client;
using Kms.EndToEnd.Tests.Backends;
using Kms.EndToEnd.Tests.Load;
using Kms.Testing;
using Kms.Testing.Postgres;
using Kms.Testing.Processes;

namespace Kms.EndToEnd.Tests.Outages;

/// <summary>What a running server makes of a database or an HSM that goes away and comes back.</summary>
public sealed class OutageTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(10);

    [Theory, InlineData(true), InlineData(false)]
    public async Task Database_StoppedAndStartedUnderLoad_IsAnsweredWith503AndThenServedAgain(bool immediate)
    {
        await using var postgres = new PostgresServer();
        await using var backend = new PostgresSoftHsmBackend(postgres);
        await backend.InitializeAsync();
        await OutageAsync(backend, () => postgres.StopAsync(immediate), () => postgres.StartAsync());
    }

    [Fact]
    public async Task Token_MovedAwayAndBackUnderLoad_IsAnsweredWith503AndThenServedAgain()
    {
        await using var postgres = new PostgresServer();
        await using var backend = new PostgresSoftHsmBackend(postgres);
        await backend.InitializeAsync();
        string away = backend.TokenDirectory + ".away";
        await OutageAsync(
            backend,
            () => Task.Run(() => Directory.Move(backend.TokenDirectory, away)),
            () => Task.Run(() => Directory.Move(away, backend.TokenDirectory)));
    }

    private async Task OutageAsync(PostgresSoftHsmBackend backend, Func<Task> breakAsync, Func<Task> repairAsync)
    {
        await using KmsProcess server = await KmsProcess.StartNewAsync(backend.Settings);
        using KmsClient client = server.Connect();
        await using SteadyLoad load = await SteadyLoad.StartAsync(client);
        Assert.True(await Eventually.TrueAsync(() => Task.FromResult(load.SuccessesInARow >= 30), Patience), Explain(load, server));

        await breakAsync();
        Assert.True(await Eventually.TrueAsync(() => Task.FromResult(load.Refusals >= 30), Patience), Explain(load, server));
        Assert.True(await Eventually.TrueAsync(async () => await server.HealthAsync("/health/ready") == HttpStatusCode.ServiceUnavailable, Patience));

        await repairAsync();
        long repaired = Stopwatch.GetTimestamp();
        Assert.True(await Eventually.TrueAsync(() => Task.FromResult(load.SuccessesInARow >= 20), Recovery), Explain(load, server));
        output.WriteLine($"served again after {Stopwatch.GetElapsedTime(repaired).TotalMilliseconds:0} ms");
        int refusals = load.Refusals;
        int successes = load.SuccessesInARow;
        await Eventually.TrueAsync(() => Task.FromResult(load.SuccessesInARow >= successes + 100 || load.Refusals > refusals), Patience);

        Assert.Equal(refusals, load.Refusals);
        Assert.Equal(HttpStatusCode.OK, await server.HealthAsync("/health/ready"));
        Assert.True(load.Outcomes.All(outcome => outcome.Allowed), Explain(load, server));
        Assert.True(server.IsRunning);
    }

    private static string Explain(SteadyLoad load, KmsProcess server)
    {
        IEnumerable<string> groups = load.Outcomes
            .GroupBy(outcome => (outcome.Operation, outcome.Status, outcome.Allowed))
            .Select(group => $"{group.Key}: {group.Count()}, longest {group.Max(outcome => outcome.Took)}, e.g. {group.First().Problem}");
        return string.Join('\n', groups) + $"\n--- server:\n{server.Log}";
    }
}

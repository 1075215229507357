using System.Reflection;
using System.Text.Json;
using Kms.Cli.Bench.Load;
using Kms.Cli.Output;
using Kms.Client.Wire;

namespace Kms.Cli.Bench;

/// <summary>Says what was measured: medians of the rounds, and each ratio as the median of the rounds' ratios.</summary>
internal static class BenchReport
{
    private static readonly string[] Titles =
        ["operation", "server", "req/s", "p50 ms", "p99 ms", "server cpu us/req", "client cpu us/req", "requests", "errors"];

    public static void Print(IReadOnlyList<Measurement> measurements, BenchOptions options, Printer printer)
    {
        if (printer.IsJson)
        {
            PrintJson(measurements, options, printer);
            return;
        }
        printer.Table(Caption(options), Titles, [.. measurements.SelectMany(Rows)]);
    }

    private static IEnumerable<Field[]> Rows(Measurement measurement)
    {
        yield return Row(measurement, "kms", measurement.Server);
        if (measurement.Echo is null) yield break;
        yield return Row(measurement, "echo", measurement.Echo);
        yield return
        [
            Cell(measurement.Workload),
            Cell("kms / echo"),
            Cell(measurement.Ratio(round => round.RequestsPerSecond)),
            Cell(measurement.Ratio(round => round.P50Micros)),
            Cell(measurement.Ratio(round => round.P99Micros)),
            Cell(measurement.Ratio(round => round.ServerCpuMicros)),
            Cell(measurement.Ratio(round => round.ClientCpuMicros)),
            Cell(""),
            Cell(""),
        ];
    }

    private static Field[] Row(Measurement measurement, string server, Rounds rounds) =>
    [
        Cell(measurement.Workload),
        Cell(server),
        Cell(rounds.Median(round => round.RequestsPerSecond)),
        Cell(rounds.Median(round => round.P50Micros) / 1000),
        Cell(rounds.Median(round => round.P99Micros) / 1000),
        Cell(rounds.MedianIfAll(round => round.ServerCpuMicros)),
        Cell(rounds.Median(round => round.ClientCpuMicros)),
        Cell(rounds.Results.Sum(round => round.Requests)),
        Cell(string.Join(", ", rounds.Errors().Select(error => $"{error.Key} x{error.Value}"))),
    ];

    private static Field Cell(object? value) => new("", "", value);

    private static string Caption(BenchOptions options) =>
        $"medians of {options.Rounds} rounds of at most {options.RoundTime.TotalSeconds:0} s and {options.RoundRequests} requests; "
        + $"{options.Connections} connections, {options.Keys} keys, {options.PayloadBytes} bytes; client built {Configuration()}";

    private static string Configuration() =>
        typeof(BenchReport).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "?";

    private static void PrintJson(IReadOnlyList<Measurement> measurements, BenchOptions options, Printer printer)
    {
        using var buffer = new SensitiveBuffer();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("connections", options.Connections);
            json.WriteNumber("keys", options.Keys);
            json.WriteNumber("payloadBytes", options.PayloadBytes);
            json.WriteNumber("roundSeconds", options.RoundTime.TotalSeconds);
            json.WriteNumber("roundRequests", options.RoundRequests);
            json.WriteString("clientBuild", Configuration());
            json.WriteStartArray("measurements");
            foreach (var measurement in measurements) WriteMeasurement(json, measurement);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        printer.Json(buffer.Written.Span);
    }

    private static void WriteMeasurement(Utf8JsonWriter json, Measurement measurement)
    {
        json.WriteStartObject();
        json.WriteString("operation", Words.Of(measurement.Workload));
        WriteRounds(json, "kms", measurement.Server);
        if (measurement.Echo is not null)
        {
            WriteRounds(json, "echo", measurement.Echo);
            json.WritePropertyName("ratio");
            JsonText.WriteObject(json,
            [
                new("requestsPerSecond", "", measurement.Ratio(round => round.RequestsPerSecond)),
                new("p50", "", measurement.Ratio(round => round.P50Micros)),
                new("p99", "", measurement.Ratio(round => round.P99Micros)),
                new("serverCpu", "", measurement.Ratio(round => round.ServerCpuMicros)),
            ]);
        }
        json.WriteEndObject();
    }

    private static void WriteRounds(Utf8JsonWriter json, string name, Rounds rounds)
    {
        json.WriteStartObject(name);
        json.WritePropertyName("median");
        JsonText.WriteObject(json,
        [
            new("requestsPerSecond", "", rounds.Median(round => round.RequestsPerSecond)),
            new("p50Micros", "", rounds.Median(round => round.P50Micros)),
            new("p99Micros", "", rounds.Median(round => round.P99Micros)),
            new("serverCpuMicros", "", rounds.MedianIfAll(round => round.ServerCpuMicros)),
            new("clientCpuMicros", "", rounds.Median(round => round.ClientCpuMicros)),
        ]);
        json.WriteStartObject("errors");
        foreach (var (kind, count) in rounds.Errors()) json.WriteNumber(kind, count);
        json.WriteEndObject();
        json.WriteStartArray("rounds");
        foreach (var round in rounds.Results) JsonText.WriteObject(json, Fields(round));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Field[] Fields(RoundResult round) =>
    [
        new("requests", "", round.Requests),
        new("seconds", "", round.Elapsed.TotalSeconds),
        new("requestsPerSecond", "", round.RequestsPerSecond),
        new("p50Micros", "", round.P50Micros),
        new("p99Micros", "", round.P99Micros),
        new("serverCpuMicros", "", round.ServerCpuMicros),
        new("clientCpuMicros", "", round.ClientCpuMicros),
    ];
}

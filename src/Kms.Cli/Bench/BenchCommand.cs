using System.CommandLine;
using Kms.Cli.Bench.Workloads;
using Kms.Cli.Credentials;
using Kms.Cli.Hosting;

namespace Kms.Cli.Bench;

/// <summary><c>kms bench</c>: drives a running service as a real client does and says what a request costs it.</summary>
internal static class BenchCommand
{
    public static Command Build(CommandHost host)
    {
        var workloads = new Option<string[]>("--operation")
        {
            Description = "What to measure; repeatable",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["encrypt"],
        };
        workloads.AcceptOnlyFromAmong([.. Workload.Names.Keys]);
        var connections = Number("--connections", "Connections kept alive, one request at a time on each", 16, 1, 256);
        var keys = Number("--keys", "Keys or secrets that requests go round", 1, 1, 1000);
        var payload = Number("--payload", "Bytes of plaintext or secret", 1024, 1, 4096);
        var rounds = Number("--rounds", "Rounds of each measurement; medians are reported", 5, 1, 100);
        var seconds = Number("--seconds", "Longest a round lasts", 3, 1, 600);
        var requests = Number("--requests", "Most requests of a round", 200_000, 1, 10_000_000);
        var warmUp = Number("--warm-up", "Seconds thrown away before the first round", 3, 0, 60);
        var pid = new Option<int?>("--server-pid") { Description = "Whose CPU to read; default: who listens on the port", HelpName = "PID" };
        var echo = new Option<bool>("--echo") { Description = "Drive a plain echo server in turns, with the same requests, as the denominator" };
        var allowRemote = new Option<bool>("--allow-remote") { Description = "Let the load leave this machine" };
        var command = new Command("bench", "Measure a running service; leaves keys behind that are scheduled for deletion, and those that 'create' made")
        {
            workloads, connections, keys, payload, rounds, seconds, requests, warmUp, pid, echo, allowRemote, EchoServerCommand.Build(host),
        };
        command.SetAction(host.Run(async (parse, printer, token) =>
        {
            var options = new BenchOptions
            {
                Workloads = [.. parse.GetValue(workloads)!.Distinct().Select(name => Workload.Names[name])],
                Connections = parse.GetValue(connections),
                Keys = parse.GetValue(keys),
                PayloadBytes = parse.GetValue(payload),
                Rounds = parse.GetValue(rounds),
                RoundTime = TimeSpan.FromSeconds(parse.GetValue(seconds)),
                RoundRequests = parse.GetValue(requests),
                WarmUp = TimeSpan.FromSeconds(parse.GetValue(warmUp)),
                Echo = parse.GetValue(echo),
                ServerPid = parse.GetValue(pid),
            };
            using var credentials = CredentialSource.Find(parse, host.Options, host.Io);
            RefuseOtherMachines(credentials.Endpoint, parse.GetValue(allowRemote));
            var report = await BenchRun.RunAsync(options, credentials, parse.GetValue(host.Options.AllowPlainHttp), printer.Progress, token);
            BenchReport.Print(report, options, printer);
            return report.All(measurement => measurement.Server.Results.All(round => round.Requests == 0)) ? ExitCode.Unavailable : ExitCode.Done;
        }));
        return command;
    }

    private static void RefuseOtherMachines(Uri endpoint, bool allowRemote)
    {
        if (endpoint.Scheme != "http") throw new UsageException("bench speaks plain HTTP only: it measures the service, not TLS");
        if (!endpoint.IsLoopback && !allowRemote) throw new UsageException($"{endpoint.Host} is not this machine; --allow-remote lets the load go there");
    }

    private static Option<int> Number(string name, string description, int value, int least, int most)
    {
        var option = new Option<int>(name) { Description = $"{description}, {least} to {most}", HelpName = "N", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Errors.Any()) return;
            var given = result.GetValue(option);
            if (given < least || given > most) result.AddError($"{name} must be {least} to {most}");
        });
        return option;
    }
}

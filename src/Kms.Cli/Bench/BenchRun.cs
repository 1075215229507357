using System.Net;
using Kms.Cli.Bench.Load;
using Kms.Cli.Bench.Processes;
using Kms.Cli.Bench.Workloads;
using Kms.Cli.Credentials;
using Kms.Cli.Output;
using Kms.Client;
using Kms.Client.Signing;

namespace Kms.Cli.Bench;

/// <summary>Runs every workload in rounds, the service and the echo server in turns, so that whatever else the machine does
/// meets both.</summary>
internal sealed class BenchRun(BenchOptions options, KmsClient client, RequestSigner signer, LoadTarget service, Action<string> progress)
{
    // {"requestId":"<32 characters>","result":…}
    private const int EnvelopeBytes = 58;

    public static async Task<IReadOnlyList<Measurement>> RunAsync(
        BenchOptions options, CredentialSet credentials, bool allowPlainHttp, Action<string> progress, CancellationToken cancellationToken)
    {
        using var client = new KmsClient(credentials.ToOptions(allowPlainHttp));
        using var signer = new RequestSigner(credentials.AccessKeyId, credentials.Secret, new SigningScope());
        var process = options.ServerPid is { } pid
            ? new ServerProcess(pid)
            : credentials.Endpoint.IsLoopback ? ServerProcess.Listening(credentials.Endpoint.Port) : null;
        var service = new LoadTarget(Address(credentials.Endpoint), credentials.Endpoint.Authority, process);
        var run = new BenchRun(options, client, signer, service, progress);
        var measurements = new List<Measurement>();
        foreach (var kind in options.Workloads) measurements.Add(await run.MeasureAsync(kind, cancellationToken));
        return measurements;
    }

    private static EndPoint Address(Uri endpoint) => IPAddress.TryParse(endpoint.DnsSafeHost, out var address)
        ? new IPEndPoint(address, endpoint.Port)
        : new DnsEndPoint(endpoint.DnsSafeHost, endpoint.Port);

    private async Task<Measurement> MeasureAsync(WorkloadKind kind, CancellationToken cancellationToken)
    {
        progress($"{Words.Of(kind)}: preparing");
        await using var workload = await Workload.PrepareAsync(client, kind, options.Keys, options.PayloadBytes, cancellationToken);
        if (!options.Echo)
        {
            await WarmUpAsync(service, workload, cancellationToken);
            return new Measurement(kind, new Rounds(await RoundsAsync(kind, workload, [service], cancellationToken)), null);
        }
        await using var echo = await EchoProcess.StartAsync(await ReplyBytesAsync(kind, workload, cancellationToken), cancellationToken);
        var target = echo.Target(service.Host);
        await WarmUpAsync(service, workload, cancellationToken);
        await WarmUpAsync(target, workload, cancellationToken);
        var rounds = await RoundsAsync(kind, workload, [service, target], cancellationToken);
        return new Measurement(kind, new Rounds([.. rounds.Where((_, index) => index % 2 == 0)]), new Rounds([.. rounds.Where((_, index) => index % 2 == 1)]));
    }

    private async Task WarmUpAsync(LoadTarget target, Workload workload, CancellationToken cancellationToken)
    {
        if (options.WarmUp > TimeSpan.Zero) await RoundAsync(target, workload, options.WarmUp, cancellationToken);
    }

    // The targets' results alternate; who goes first alternates too, so that neither always has the warmer caches.
    private async Task<List<RoundResult>> RoundsAsync(
        WorkloadKind kind, Workload workload, IReadOnlyList<LoadTarget> targets, CancellationToken cancellationToken)
    {
        var results = new List<RoundResult>();
        for (var round = 0; round < options.Rounds; round++)
        {
            progress($"{Words.Of(kind)}: round {round + 1} of {options.Rounds}");
            var order = round % 2 == 0 ? targets : targets.Reverse();
            var pair = new List<RoundResult>();
            foreach (var target in order) pair.Add(await RoundAsync(target, workload, options.RoundTime, cancellationToken));
            if (round % 2 == 1) pair.Reverse();
            results.AddRange(pair);
        }
        return results;
    }

    private Task<RoundResult> RoundAsync(LoadTarget target, Workload workload, TimeSpan time, CancellationToken cancellationToken) =>
        target.RunAsync(signer, workload.Requests, options.Connections, time, options.RoundRequests, cancellationToken);

    // A request without a body cannot tell the echo server how much to answer.
    private async Task<int> ReplyBytesAsync(WorkloadKind kind, Workload workload, CancellationToken cancellationToken)
    {
        var target = workload.Requests[0].Target;
        var id = target.Split('/', ':')[3];
        using var reply = kind switch
        {
            WorkloadKind.DataKey => await client.CallAsync("generateDataKey", new Dictionary<string, string> { ["keyId"] = id }, cancellationToken: cancellationToken),
            WorkloadKind.SecretRead => await client.CallAsync(
                "describeSecretVersionInfo", new Dictionary<string, string> { ["secretId"] = id, ["version"] = "1" }, cancellationToken: cancellationToken),
            _ => null,
        };
        return reply is null ? 0 : reply.Result.Length + EnvelopeBytes;
    }
}

using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kms.EndToEnd.Tests.Backends;
using Kms.Testing.Processes;

namespace Kms.EndToEnd.Tests.NodeSdk;

/// <summary>One run of JD Cloud's published Node SDK against a server on one back end; its checks are read from the script's output.</summary>
public abstract partial class NodeSdkRun(IBackend backend) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private KmsProcess? _server;
    private ILookup<string?, NodeSdkCheck> _checks = Array.Empty<NodeSdkCheck>().ToLookup(check => check.Operation);
    private bool _finished;

    /// <summary>Starts the server and runs the script.</summary>
    public async ValueTask InitializeAsync()
    {
        await backend.InitializeAsync();
        _server = await KmsProcess.StartNewAsync(backend.Settings);
        NodeSdkCheck[] lines = [.. (await RunScriptAsync(_server)).Select(Parse)];
        _finished = lines.Any(line => line.Finished);
        _checks = lines.ToLookup(line => line.Operation);
    }

    /// <summary>Fails unless the operation was checked and every check holds; shows the server's log.</summary>
    public void AssertPassed(string operation)
    {
        Assert.True(_finished, $"The script broke off.\n{_server!.Log}");
        NodeSdkCheck[] all = [.. _checks[operation]];
        Assert.NotEmpty(all);
        NodeSdkCheck[] failed = [.. all.Where(check => !check.Ok)];
        Assert.True(failed.Length == 0, Explain(failed));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await backend.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The failed checks, and what the server logged about their requests.</summary>
    private string Explain(NodeSdkCheck[] failed)
    {
        string[] requests = [.. failed.SelectMany(check => RequestId().Matches(check.Detail ?? "")).Select(match => match.Value)];
        return string.Join(
            '\n',
            [.. failed.Select(check => $"{check.Operation}: {check.Check}\n  {check.Detail}"), .. _server!.Log.Containing(requests)]);
    }

    [GeneratedRegex("[0-9a-z]{32}")]
    private static partial Regex RequestId();

    private static NodeSdkCheck Parse(string line) => JsonSerializer.Deserialize<NodeSdkCheck>(line)!;

    private async Task<string[]> RunScriptAsync(KmsProcess server)
    {
        var start = new ProcessStartInfo("node", ["run.mjs"])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "tests", "node-sdk"),
            RedirectStandardOutput = true,
        };
        KmsCredentials credentials = server.Credentials;
        start.Environment["KMS_ENDPOINT"] = server.Endpoint.ToString();
        start.Environment["KMS_ACCESS_KEY_ID"] = credentials.AccessKeyId;
        start.Environment["KMS_SECRET_ACCESS_KEY"] = credentials.SecretAccessKey;
        start.Environment["KMS_EXPECTED_PROTECTION"] = backend.Protection;
        using Process node = Process.Start(start)!;
        try
        {
            string output = await node.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
            await node.WaitForExitAsync();
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill();
            }
        }
    }
}

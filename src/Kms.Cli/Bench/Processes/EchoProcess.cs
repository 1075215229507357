using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Kms.Cli.Bench.Load;

namespace Kms.Cli.Bench.Processes;

/// <summary>The echo server in a process of its own, so that its CPU can be told from ours. It ends when its standard input does.</summary>
internal sealed class EchoProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private EchoProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public static async Task<EchoProcess> StartAsync(int replyBytes, CancellationToken cancellationToken)
    {
        var process = Process.Start(Command(replyBytes)) ?? throw new InvalidOperationException("the echo server did not start");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);
            return int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                ? new EchoProcess(process, port)
                : throw new InvalidOperationException($"the echo server said '{line}' instead of its port");
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public LoadTarget Target(string host) => new(new IPEndPoint(IPAddress.Loopback, Port), host, new ServerProcess(_process.Id));

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            _process.Kill();
        }
        _process.Dispose();
    }

    // This very assembly, by the host of this very runtime: however we were started, both runtimes are configured alike.
    private static ProcessStartInfo Command(int replyBytes)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        var start = new ProcessStartInfo(dotnet) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var word in new[] { "exec", typeof(EchoProcess).Assembly.Location, "bench", EchoServerCommand.Name, "--reply-bytes", $"{replyBytes}" })
            start.ArgumentList.Add(word);
        foreach (var variable in SocketTuning.Variables) start.Environment.Remove(variable);
        return start;
    }
}

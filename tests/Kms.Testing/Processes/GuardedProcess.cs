using System.Diagnostics;
using System.Globalization;

namespace Kms.Testing.Processes;

/// <summary>
/// A child process that ends with this process, in whatever way this one ends: a shell stands between, whose standard
/// input is a pipe from here, and sends the last signal when the pipe closes.
/// </summary>
public sealed class GuardedProcess : IAsyncDisposable
{
    private const string IdMark = "guarded-process=";
    private const string Guard = """
        last=$1; shift
        exec 3<&0
        "$@" </dev/null & id=$!
        echo "guarded-process=$id"
        { read -r _ <&3; kill -s $last $id 2>/dev/null; } &
        wait $id
        code=$?
        kill $! 2>/dev/null; wait # no zombie is left to whoever is process 1
        exit $code
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _guard;
    private readonly string _lastSignal;

    private GuardedProcess(Process guard, int id, string lastSignal)
    {
        _guard = guard;
        Id = id;
        _lastSignal = lastSignal;
    }

    /// <summary>The process id of the program itself, not of the shell.</summary>
    public int Id { get; }

    /// <summary>True once it has ended.</summary>
    public bool HasExited => _guard.HasExited;

    /// <summary>The exit code after the end; 128 + n when signal n ended it.</summary>
    public int ExitCode => _guard.ExitCode;

    /// <summary>Starts a program, whose output goes to the log.</summary>
    /// <param name="start">Program, arguments, directory, environment.</param>
    /// <param name="log">Takes both output streams.</param>
    /// <param name="lastSignal">The signal that surely ends it at once.</param>
    public static async Task<GuardedProcess> StartAsync(ProcessStartInfo start, ProcessLog log, string lastSignal = "KILL")
    {
        string[] command = [start.FileName, .. start.ArgumentList];
        start.FileName = "sh";
        start.ArgumentList.Clear();
        foreach (string argument in (string[])["-c", Guard, "guard", lastSignal, .. command])
        {
            start.ArgumentList.Add(argument);
        }

        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        Task<string> identified = log.NextLineAsync(IdMark);
        Process guard = Process.Start(start)!;
        log.Follow(guard);
        string line = await identified.WaitAsync(Patience);
        return new GuardedProcess(guard, int.Parse(line.AsSpan(IdMark.Length), CultureInfo.InvariantCulture), lastSignal);
    }

    /// <summary>Sends it a signal; nothing happens when it has ended.</summary>
    public void Signal(string signal)
    {
        if (!HasExited)
        {
            Signals.Send(Id, signal);
        }
    }

    /// <summary>Ends with the process and the last line of its output.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken = default) => _guard.WaitForExitAsync(cancellationToken);

    /// <summary>Ends the process by its last signal.</summary>
    public async ValueTask DisposeAsync()
    {
        Signal(_lastSignal);
        await WaitForExitAsync().WaitAsync(Patience);
        _guard.Dispose();
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Kms.Testing.Processes;

/// <summary>Signals to processes that a test started, always by their id.</summary>
public static class Signals
{
    /// <summary>Sends a signal by its name without SIG: KILL, TERM, INT, QUIT, STOP, CONT.</summary>
    /// <exception cref="Win32Exception">The machine has no <c>kill</c>.</exception>
    public static void Send(int processId, string signal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(processId, 2); // 0, 1 and negative ids mean groups or init
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-s", signal, processId.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardError = true, // "no such process" is no news: it has ended by itself
        });
        kill!.WaitForExit();
    }
}

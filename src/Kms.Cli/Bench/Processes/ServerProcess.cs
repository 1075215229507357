using System.Globalization;

namespace Kms.Cli.Bench.Processes;

/// <summary>A process whose CPU time is read from Linux's <c>/proc</c>.</summary>
internal sealed record ServerProcess(int Pid)
{
    // USER_HZ: what /proc/<pid>/stat counts in, 100 on every architecture .NET runs on.
    private const int TicksPerSecond = 100;

    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>The process that listens on a TCP port; null where it cannot be seen.</summary>
    public static ServerProcess? Listening(int port)
    {
        if (!OperatingSystem.IsLinux()) return null;
        var sockets = Tables.SelectMany(table => ListeningSockets(table, port)).ToHashSet(StringComparer.Ordinal);
        if (sockets.Count == 0) return null;
        return Directory.EnumerateDirectories("/proc")
            .Select(directory => int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0 && Holds(pid, sockets))
            .Select(pid => new ServerProcess(pid))
            .FirstOrDefault();
    }

    /// <summary>User and system time of all its threads; null when it is gone or cannot be read.</summary>
    public TimeSpan? Cpu()
    {
        try
        {
            return Parse(File.ReadAllText($"/proc/{Pid}/stat"));
        }
        catch (IOException)
        {
            return null;
        }
    }

    // The name, in parentheses, may hold anything; after it utime and stime are the 12th and 13th fields (proc_pid_stat(5)).
    internal static TimeSpan Parse(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    // Lines like "0: 0100007F:1F90 00000000:0000 0A … inode": local address, state 0A is LISTEN, the tenth field is the inode.
    private static IEnumerable<string> ListeningSockets(string table, int port)
    {
        if (!File.Exists(table)) return [];
        var suffix = $":{port:X4}";
        return File.ReadLines(table).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9 && fields[1].EndsWith(suffix, StringComparison.Ordinal) && fields[3] == "0A")
            .Select(fields => $"socket:[{fields[9]}]");
    }

    private static bool Holds(int pid, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{pid}/fd").Any(file => new FileInfo(file).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

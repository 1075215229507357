using System.Diagnostics;

namespace Kms.Testing.Postgres;

/// <summary>The account that the server runs as: initdb and postgres refuse root.</summary>
internal static class PostgresUser
{
    private static readonly string? Name = !Environment.IsPrivilegedProcess ? null : Exists("postgres") ? "postgres" : "nobody";

    /// <summary>Gives a directory to the server's account; nothing to do when that is our own.</summary>
    public static void Give(string directory)
    {
        if (Name is not null)
        {
            using Process chown = Process.Start("chown", [Name, directory]);
            chown.WaitForExit();
            if (chown.ExitCode != 0)
            {
                throw new InvalidOperationException($"chown {Name} {directory} failed.");
            }
        }
    }

    /// <summary>What starts a program under that account, in a working directory it may enter.</summary>
    public static ProcessStartInfo Start(string directory, params string[] command)
    {
        string[] all = Name is null
            ? command
            : ["setpriv", $"--reuid={Name}", $"--regid={GroupOf(Name)}", "--clear-groups", .. command];
        var start = new ProcessStartInfo(all[0], all[1..])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C"; // messages are read
        return start;
    }

    private static string GroupOf(string user) => user == "nobody" ? "nogroup" : user;

    private static bool Exists(string user) =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith(user + ":", StringComparison.Ordinal));
}

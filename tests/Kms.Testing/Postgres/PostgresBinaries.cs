using System.Globalization;

namespace Kms.Testing.Postgres;

/// <summary>Where this machine has PostgreSQL's server programs.</summary>
internal static class PostgresBinaries
{
    private const string DebianRoot = "/usr/lib/postgresql"; // Debian keeps initdb and postgres out of PATH, by version

    /// <summary>The directory of <c>initdb</c> and <c>postgres</c>: Debian's newest, else the one in PATH.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed.</exception>
    public static string Find()
    {
        IEnumerable<string> debian = !Directory.Exists(DebianRoot)
            ? []
            : Directory.GetDirectories(DebianRoot).OrderByDescending(Version).Select(directory => Path.Combine(directory, "bin"));
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return debian.Concat(path).FirstOrDefault(directory => File.Exists(Path.Combine(directory, "initdb")))
            ?? throw new InvalidOperationException("PostgreSQL's initdb is not on this machine; test.sh installs Debian's package postgresql.");
    }

    private static int Version(string directory) =>
        int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : 0;
}

namespace Kms.Cli.Hosting;

/// <summary>What the process says when it ends; scripts rely on the numbers.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The service refused (4xx other than 429), or what was checked is not so (<c>kms verify</c>).</summary>
    public const int Refused = 1;

    /// <summary>The command line, a file or the credentials are not usable; nothing was sent.</summary>
    public const int Usage = 2;

    /// <summary>No usable answer: not reachable, not in time, 429, or an error of the service itself (5xx).</summary>
    public const int Unavailable = 3;
}

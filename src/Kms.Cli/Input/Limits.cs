namespace Kms.Cli.Input;

/// <summary>Most bytes that are read before anything is sent. The service has the last word; these only keep a wrong file
/// from being read to its end.</summary>
internal static class Limits
{
    /// <summary>The service's limit on an ordinary body, 1 MiB.</summary>
    public const int Body = 1024 * 1024;

    /// <summary>The service's limit on an import, 16 MiB.</summary>
    public const int Package = 16 * 1024 * 1024;
}

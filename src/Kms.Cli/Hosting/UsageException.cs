namespace Kms.Cli.Hosting;

/// <summary>What the caller asked for cannot be asked; ends with <see cref="ExitCode.Usage"/>.</summary>
internal sealed class UsageException(string message) : Exception(message);

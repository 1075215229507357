using System.Text;

namespace Kms.Cli.Hosting;

/// <summary>Everything a command may touch of its process, so that a test can stand in for it.</summary>
internal sealed class CliIo : IDisposable
{
    // No byte order mark: what is piped must be what was printed.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public CliIo(Stream input, Stream output, TextWriter error)
    {
        In = input;
        RawOut = output;
        Out = new StreamWriter(output, Utf8, leaveOpen: true) { AutoFlush = true };
        Error = error;
    }

    /// <summary>Standard input.</summary>
    public Stream In { get; }

    /// <summary>Standard output for bytes.</summary>
    public Stream RawOut { get; }

    /// <summary>Standard output for text; flushed at every write, so that it mixes with <see cref="RawOut"/>.</summary>
    public TextWriter Out { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>Reads an environment variable; null or empty: not set.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>The current directory.</summary>
    public required string Directory { get; init; }

    /// <summary>Whether standard output is a terminal, where colours are welcome.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Columns a table may take.</summary>
    public int Width { get; init; } = 200;

    public static CliIo OfThisProcess()
    {
        var terminal = !Console.IsOutputRedirected;
        return new CliIo(Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.Error)
        {
            Environment = System.Environment.GetEnvironmentVariable,
            Directory = System.Environment.CurrentDirectory,
            IsTerminal = terminal,
            Width = terminal && Console.WindowWidth > 0 ? Console.WindowWidth : 200,
        };
    }

    public void Dispose() => Out.Dispose();
}

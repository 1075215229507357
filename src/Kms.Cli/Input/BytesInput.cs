using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Kms.Cli.Hosting;
using Kms.Client.Wire;

namespace Kms.Cli.Input;

/// <summary>Bytes a command was given, from a file or standard input. Disposing zeroes them.</summary>
internal sealed class BytesInput : IDisposable
{
    private BytesInput(byte[] bytes) => Bytes = bytes;

    public byte[] Bytes { get; }

    /// <summary>Bytes that are already there; they are zeroed all the same.</summary>
    public static BytesInput Of(byte[] bytes) => new(bytes);

    /// <summary>Where a command's data come from; <c>-</c>, the default, is standard input. They are taken as they are, a last newline included.</summary>
    public static Argument<string> Argument(string description) => new("FILE")
    {
        Description = $"{description}; - is standard input",
        DefaultValueFactory = _ => "-",
    };

    /// <param name="path">A file, or <c>-</c>.</param>
    /// <param name="limit">More bytes are refused.</param>
    public static async Task<BytesInput> ReadAsync(string path, int limit, CliIo io, CancellationToken cancellationToken)
    {
        if (path == "-") return await ReadAsync(io.In, path, limit, cancellationToken);
        await using var file = File.OpenRead(Path.Combine(io.Directory, path));
        return await ReadAsync(file, path, limit, cancellationToken);
    }

    /// <summary>As text without the white space around it, for base64 and packages.</summary>
    public string AsToken() => Encoding.ASCII.GetString(Bytes).Trim();

    public void Dispose() => CryptographicOperations.ZeroMemory(Bytes);

    private static async Task<BytesInput> ReadAsync(Stream stream, string path, int limit, CancellationToken cancellationToken)
    {
        using var buffer = new SensitiveBuffer();
        int read;
        while ((read = await stream.ReadAsync(buffer.GetMemory(4096), cancellationToken)) > 0)
        {
            buffer.Advance(read);
            if (buffer.Length > limit) throw new UsageException($"{path} has more than {limit} bytes");
        }
        return new BytesInput(buffer.Written.ToArray());
    }
}

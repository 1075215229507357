using System.Text.Json;
using Kms.Silo.Hosting;

namespace Kms.Silo.Bootstrap;

/// <summary>
/// <c>bootstrap-credentials.json</c> in the data directory: <c>{endpoint, accessKeyId, secretAccessKey}</c>, mode
/// 0600, for the operator and for the command line tool. Written once, never overwritten.
/// </summary>
internal sealed class CredentialsFile(string dataDirectory)
{
    /// <summary>Its path.</summary>
    public string Path { get; } = System.IO.Path.Combine(dataDirectory, "bootstrap-credentials.json");

    /// <summary>The credentials of an earlier start that did not get further than this file, or null.</summary>
    public async Task<Credentials?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(Path, cancellationToken));
        var root = document.RootElement;
        return root.TryGetProperty("accessKeyId", out var id) && root.TryGetProperty("secretAccessKey", out var secret)
            ? new Credentials(id.GetString()!, System.Text.Encoding.ASCII.GetBytes(secret.GetString()!))
            : throw new StartupException($"{Path} is not a credentials file; move it away.");
    }

    /// <summary>Writes the file under another name and links it, so that nobody ever sees half of it.</summary>
    public async Task WriteAsync(Credentials credentials, string endpoint, CancellationToken cancellationToken)
    {
        var draft = $"{Path}.{Environment.ProcessId}";
        await using (var file = new FileStream(draft, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            await using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
            json.WriteStartObject();
            json.WriteString("endpoint", endpoint);
            json.WriteString("accessKeyId", credentials.AccessKeyId);
            json.WriteString("secretAccessKey", credentials.Secret);
            json.WriteEndObject();
            await json.FlushAsync(cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, Path, overwrite: false);
    }
}

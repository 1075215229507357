using System.Text.Encodings.Web;
using System.Text.Json;
using Kms.Grains.Domain.Secrets;
using Kms.Grains.Storage;

namespace Kms.Grains.Secrets.Packages;

/// <summary>Writes the content of a package. Values pass from bytes to bytes, through memory that is zeroed.</summary>
internal sealed class PackageWriter : IDisposable
{
    private readonly ZeroingBuffer _buffer = new(64 * 1024);
    private readonly Utf8JsonWriter _json;

    /// <summary>Begins with what is said of the secret itself.</summary>
    public PackageWriter(Secret secret)
    {
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _json.WriteStartObject();
        _json.WriteNumber("version"u8, PackageReader.Version);
        _json.WriteString("name"u8, secret.Name);
        _json.WriteString("description"u8, secret.Description);
        _json.WriteNumber("state"u8, (int)secret.State);
        _json.WriteNumber("nextVersion"u8, secret.NextVersion.Value);
        _json.WriteStartArray("versions"u8);
    }

    /// <summary>Bytes so far.</summary>
    public long Length => _json.BytesCommitted + _json.BytesPending;

    /// <summary>Adds a version; versions come ascending.</summary>
    public void Add(SecretVersion version, ReadOnlySpan<byte> data)
    {
        _json.WriteStartObject();
        _json.WriteNumber("number"u8, version.Number.Value);
        _json.WriteNumber("state"u8, (int)version.State);
        _json.WriteNumber("createdUs"u8, Instants.ToMicroseconds(version.CreatedAt));
        _json.WriteNumber("startUs"u8, Instants.ToMicroseconds(version.StartAt));
        if (version.ExpireAt is { } expireAt)
        {
            _json.WriteNumber("expireUs"u8, Instants.ToMicroseconds(expireAt));
        }

        _json.WriteBase64String("data"u8, data);
        _json.WriteEndObject();
    }

    /// <summary>Ends it; the content is valid until <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.Written;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _buffer.Dispose();
    }
}

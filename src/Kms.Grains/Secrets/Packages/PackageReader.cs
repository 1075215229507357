using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain.Secrets;
using Kms.Grains.Storage;

namespace Kms.Grains.Secrets.Packages;

/// <summary>Reads the content of a package, which is authentic: what does not fit was written by another version.</summary>
internal static class PackageReader
{
    /// <summary>The version of the content that is written, and the only one that is read.</summary>
    public const int Version = 1;

    /// <summary>The content, or null when it is not one of ours. The caller disposes it.</summary>
    public static OpenedPackage? TryRead(ReadOnlyMemory<byte> content)
    {
        var versions = new List<VersionAndData>();
        try
        {
            using var document = JsonDocument.Parse(content);
            var package = Read(document.RootElement, versions);
            if (package is not null)
            {
                return package;
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            // Falls through: what was read so far is zeroed.
        }

        versions.ForEach(version => CryptographicOperations.ZeroMemory(version.Data));
        return null;
    }

    private static OpenedPackage? Read(JsonElement root, List<VersionAndData> versions)
    {
        if (root.GetProperty("version"u8).GetInt32() != Version)
        {
            return null;
        }

        foreach (var element in root.GetProperty("versions"u8).EnumerateArray())
        {
            versions.Add(new VersionAndData(ReadVersion(element), ReadData(element.GetProperty("data"u8))));
        }

        var secret = new ExportedSecret(
            root.GetProperty("name"u8).GetString()!,
            root.GetProperty("description"u8).GetString()!,
            (SecretState)root.GetProperty("state"u8).GetInt32(),
            new SecretVersionNumber(root.GetProperty("nextVersion"u8).GetUInt32()),
            [.. versions.Select(version => version.Version)]);
        return versions.TrueForAll(version => SecretData.Refuse(version.Data) is null) ? new OpenedPackage(secret, versions) : null;
    }

    private static SecretVersion ReadVersion(JsonElement element) => new(
        new SecretVersionNumber(element.GetProperty("number"u8).GetUInt32()),
        (SecretState)element.GetProperty("state"u8).GetInt32(),
        Instants.FromMicroseconds(element.GetProperty("createdUs"u8).GetInt64()),
        Instants.FromMicroseconds(element.GetProperty("startUs"u8).GetInt64()),
        element.TryGetProperty("expireUs"u8, out var expire) ? Instants.FromMicroseconds(expire.GetInt64()) : null);

    /// <summary>Decodes into memory of ours: the library would leave a copy in its pool.</summary>
    private static byte[] ReadData(JsonElement element)
    {
        var text = JsonMarshal.GetRawUtf8Value(element);
        if (text.Length < 2 || text[0] != (byte)'"')
        {
            throw new FormatException("A value is not a text.");
        }

        text = text[1..^1];
        var scratch = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        try
        {
            return Base64.DecodeFromUtf8(text, scratch, out _, out var written) == OperationStatus.Done
                ? scratch.AsSpan(0, written).ToArray()
                : throw new FormatException("A value is not base64.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(scratch);
        }
    }
}

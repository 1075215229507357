using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kms.Cli.Hosting;
using Kms.Client.Wire;

namespace Kms.Cli.Credentials;

/// <summary>A credentials file, such as the one a silo writes at its first start.</summary>
internal sealed record CredentialsFile : IDisposable
{
    public Uri? Endpoint { get; init; }

    public string? AccessKeyId { get; init; }

    [JsonConverter(typeof(Utf8TextConverter))]
    public byte[]? SecretAccessKey { get; init; }

    public static CredentialsFile Read(string path)
    {
        var json = File.ReadAllBytes(path);
        try
        {
            var file = JsonSerializer.Deserialize(json, CredentialsJson.Default.CredentialsFile);
            return file is { AccessKeyId.Length: > 0, SecretAccessKey.Length: > 0 }
                ? file
                : throw new UsageException($"{path} lacks accessKeyId or secretAccessKey");
        }
        catch (JsonException)
        {
            throw new UsageException($"{path} is not a JSON object with accessKeyId, secretAccessKey and perhaps endpoint");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(json);
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(SecretAccessKey);

    public override string ToString() => nameof(CredentialsFile);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CredentialsFile))]
internal sealed partial class CredentialsJson : JsonSerializerContext;

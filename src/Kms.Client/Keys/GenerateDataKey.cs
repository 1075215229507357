using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Kms.Client.Wire;

namespace Kms.Client.Keys;

/// <summary>A key for the caller's own encryption, plain and encrypted. Dispose it, and the plain one is zeroed.</summary>
public sealed record DataKey : IDisposable
{
    /// <summary>32 bytes to encrypt with; never stored.</summary>
    public required byte[] Plaintext { get; init; }

    /// <summary>The same key encrypted, to be stored beside the data; <see cref="KeysClient.DecryptAsync"/> opens it.</summary>
    [JsonPropertyName("ciphertextBlob")]
    public required byte[] Ciphertext { get; init; }

    /// <summary>Zeroes <see cref="Plaintext"/>.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(Plaintext);

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(DataKey);
}

public sealed partial class KeysClient
{
    /// <summary>Makes 32 random bytes and encrypts them under the newest version of a symmetric key. A repeated call gives another data key.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<DataKey> GenerateDataKeyAsync(string keyId, CancellationToken cancellationToken = default)
    {
        using var reply = await _client.CallAsync("generateDataKey", Key(keyId), null, default, cancellationToken);
        return reply.Read(WireJson.Default.DataKey);
    }
}

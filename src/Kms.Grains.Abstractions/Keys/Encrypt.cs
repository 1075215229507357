using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyCryptoGrain.EncryptAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.EncryptRequest")]
public sealed record EncryptRequest : KmsRequest
{
    /// <summary>1 to 4096 bytes; RSA-2048: 1 to 245.</summary>
    [Id(0)]
    public required byte[] Plaintext { get; init; }

    /// <summary>Pairs that are authenticated with the data, not secret and not stored. Default: none.</summary>
    [Id(1)]
    public EncryptionContext Context { get; init; } = EncryptionContext.Empty;

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(EncryptRequest);
}

/// <summary>The answer of <see cref="IKeyCryptoGrain.EncryptAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.EncryptReply")]
public sealed record EncryptReply
{
    /// <summary>The ciphertext envelope; for RSA the bare block of 256 bytes.</summary>
    [Id(0)]
    public required byte[] Ciphertext { get; init; }

    /// <summary>The version that encrypted.</summary>
    [Id(1)]
    public required KeyVersionNumber Version { get; init; }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(EncryptReply);
}

public partial interface IKeyCryptoGrain
{
    /// <summary>Encrypts under the primary version.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound. InvalidArgument: the kind of key cannot encrypt, or the length is out of range.
    /// StateConflict: the key or its primary version is not enabled.</remarks>
    [AnySilo]
    [Alias("Encrypt")]
    [ResponseTimeout(Timeouts.DataPlane)]
    Task<EncryptReply> EncryptAsync(EncryptRequest request);
}

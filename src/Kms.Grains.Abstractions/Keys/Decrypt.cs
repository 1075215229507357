using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyCryptoGrain.DecryptAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.DecryptRequest")]
public sealed record DecryptRequest : KmsRequest
{
    /// <summary>What Encrypt or GenerateDataKey returned.</summary>
    [Id(0)]
    public required byte[] Ciphertext { get; init; }

    /// <summary>Pairs that are authenticated with the data, not secret and not stored. Default: none.</summary>
    [Id(1)]
    public EncryptionContext Context { get; init; } = EncryptionContext.Empty;

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(DecryptRequest);
}

/// <summary>The answer of <see cref="IKeyCryptoGrain.DecryptAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.DecryptReply")]
public sealed record DecryptReply
{
    /// <summary>The data.</summary>
    [Id(0)]
    public required byte[] Plaintext { get; init; }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(DecryptReply);
}

public partial interface IKeyCryptoGrain
{
    /// <summary>Decrypts with the version that the ciphertext names.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound. InvalidArgument: the kind of key cannot decrypt, or the ciphertext is malformed, foreign
    /// or not authentic, all alike. StateConflict: key or version not enabled.</remarks>
    [AnySilo]
    [Alias("Decrypt")]
    [ResponseTimeout(Timeouts.DataPlane)]
    Task<DecryptReply> DecryptAsync(DecryptRequest request);
}

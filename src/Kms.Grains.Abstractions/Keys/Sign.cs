using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyCryptoGrain.SignAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.SignRequest")]
public sealed record SignRequest : KmsRequest
{
    /// <summary>1 to 4096 bytes.</summary>
    [Id(0)]
    public required byte[] Data { get; init; }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(SignRequest);
}

/// <summary>The answer of <see cref="IKeyCryptoGrain.SignAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.SignReply")]
public sealed record SignReply
{
    /// <summary>RSA-2048: 256 bytes. SM3-HMAC: 32 bytes.</summary>
    [Id(0)]
    public required byte[] Signature { get; init; }

    /// <summary>The version that signed.</summary>
    [Id(1)]
    public required KeyVersionNumber Version { get; init; }
}

public partial interface IKeyCryptoGrain
{
    /// <summary>Signs with the primary version: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017), or HMAC over SM3.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound. InvalidArgument: the kind of key cannot sign, or the length is out of range.
    /// StateConflict: key or primary version not enabled.</remarks>
    [AnySilo]
    [Alias("Sign")]
    [ResponseTimeout(Timeouts.DataPlane)]
    Task<SignReply> SignAsync(SignRequest request);
}

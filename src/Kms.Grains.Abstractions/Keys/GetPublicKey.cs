using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyCryptoGrain.GetPublicKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.GetPublicKeyRequest")]
public sealed record GetPublicKeyRequest : KmsRequest;

/// <summary>The answer of <see cref="IKeyCryptoGrain.GetPublicKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.GetPublicKeyReply")]
public sealed record GetPublicKeyReply
{
    /// <summary>DER of SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7).</summary>
    [Id(0)]
    public required byte[] SubjectPublicKeyInfo { get; init; }
}

public partial interface IKeyCryptoGrain
{
    /// <summary>Gives out the public key of an asymmetric key's primary version.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound. InvalidArgument: the kind of key has none. StateConflict: key or version not enabled.</remarks>
    [AnySilo]
    [Alias("GetPublicKey")]
    [ResponseTimeout(Timeouts.DataPlane)]
    Task<GetPublicKeyReply> GetPublicKeyAsync(GetPublicKeyRequest request);
}

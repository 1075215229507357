using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyCryptoGrain.VerifyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.VerifyRequest")]
public sealed record VerifyRequest : KmsRequest
{
    /// <summary>1 to 4096 bytes.</summary>
    [Id(0)]
    public required byte[] Data { get; init; }

    /// <summary>The signature; any length but empty.</summary>
    [Id(1)]
    public required byte[] Signature { get; init; }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(VerifyRequest);
}

/// <summary>The answer of <see cref="IKeyCryptoGrain.VerifyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.VerifyReply")]
public sealed record VerifyReply
{
    /// <summary>Whether the signature is the key's over the data.</summary>
    [Id(0)]
    public required bool Valid { get; init; }
}

public partial interface IKeyCryptoGrain
{
    /// <summary>Checks a signature of Sign.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>As Sign. A signature of the wrong length or value is not an error: Valid is false.</remarks>
    [AnySilo]
    [Alias("Verify")]
    [ResponseTimeout(Timeouts.DataPlane)]
    Task<VerifyReply> VerifyAsync(VerifyRequest request);
}

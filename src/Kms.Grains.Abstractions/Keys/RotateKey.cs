using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyGrain.RotateKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.RotateKeyRequest")]
public sealed record RotateKeyRequest : KmsRequest;

/// <summary>The answer of <see cref="IKeyGrain.RotateKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.RotateKeyReply")]
public sealed record RotateKeyReply
{
    /// <summary>The new primary version.</summary>
    [Id(0)]
    public required KeyVersionNumber Version { get; init; }
}

public partial interface IKeyGrain
{
    /// <summary>Adds a version and makes it primary; the automatic period starts anew.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound. InvalidArgument: the kind of key cannot rotate. StateConflict: the key is not enabled.</remarks>
    [Alias("RotateKey")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task<RotateKeyReply> RotateKeyAsync(RotateKeyRequest request);
}

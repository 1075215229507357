using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyGrain.CreateKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.CreateKeyRequest")]
public sealed record CreateKeyRequest : KmsRequest
{
    /// <summary>0 to 128 characters (Unicode scalar values), no control characters. Default empty.</summary>
    [Id(0)]
    public string Name { get; init; } = string.Empty;

    /// <summary>0 to 8192 characters (Unicode scalar values); of the control characters only tab, CR and LF. Default empty.</summary>
    [Id(1)]
    public string Description { get; init; } = string.Empty;

    /// <summary>What the key is made of.</summary>
    [Id(2)]
    public required KeySpec Spec { get; init; }

    /// <summary>Days between automatic rotations: 0 (never, the default) or 1 to 2560; symmetric encryption keys only.</summary>
    [Id(3)]
    public int RotationDays { get; init; }
}

/// <summary>The answer of <see cref="IKeyGrain.CreateKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.CreateKeyReply")]
public sealed record CreateKeyReply
{
    /// <summary>The new key.</summary>
    [Id(0)]
    public required KeyDescription Key { get; init; }
}

public partial interface IKeyGrain
{
    /// <summary>Creates the key with its first version, enabled.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>InvalidArgument: a field out of its range. AlreadyExists: the grain has a key already.</remarks>
    [Alias("CreateKey")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task<CreateKeyReply> CreateKeyAsync(CreateKeyRequest request);
}

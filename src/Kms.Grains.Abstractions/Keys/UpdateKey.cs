using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyGrain.UpdateKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.UpdateKeyRequest")]
public sealed record UpdateKeyRequest : KmsRequest
{
    /// <summary>New name, or null to keep it; limits as at creation.</summary>
    [Id(0)]
    public string? Name { get; init; }

    /// <summary>New description, or null to keep it; limits as at creation.</summary>
    [Id(1)]
    public string? Description { get; init; }

    /// <summary>Null, or the spec that the caller believes the key has; another one is refused.</summary>
    [Id(2)]
    public KeySpec? Spec { get; init; }

    /// <summary>Null: rotation stays on or off. True: on. False: off, the period is forgotten.</summary>
    [Id(3)]
    public bool? AutoRotate { get; init; }

    /// <summary>Null: the period stays. 0, or 1 to 2560 days. Without AutoRotate it counts only if rotation is on.</summary>
    [Id(4)]
    public int? RotationDays { get; init; }
}

public partial interface IKeyGrain
{
    /// <summary>Changes name, description and automatic rotation. Absent members stay as they are.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>InvalidArgument: a field out of its range, rotation of a key that cannot rotate, rotation on without
    /// a period. NotFound. StateConflict: the key is pending deletion.</remarks>
    [Alias("UpdateKey")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task UpdateKeyAsync(UpdateKeyRequest request);
}

namespace Kms.Grains.Abstractions.Keys;

/// <summary>What may be shown of a key.</summary>
[GenerateSerializer, Immutable, Alias("kms.KeyDescription")]
public sealed record KeyDescription
{
    /// <summary>The id, unique in its account.</summary>
    [Id(0)]
    public required string KeyId { get; init; }

    /// <summary>The name; may be empty, need not be unique.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>The description; may be empty.</summary>
    [Id(2)]
    public required string Description { get; init; }

    /// <summary>What the key is made of.</summary>
    [Id(3)]
    public required KeySpec Spec { get; init; }

    /// <summary>Enabled, Disabled or PendingDeletion.</summary>
    [Id(4)]
    public required KeyState State { get; init; }

    /// <summary>The instant of creation (UTC).</summary>
    [Id(5)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Days between automatic rotations; 0 is never.</summary>
    [Id(6)]
    public required int RotationDays { get; init; }

    /// <summary>The instant of destruction (UTC), null when none is scheduled.</summary>
    [Id(7)]
    public DateTimeOffset? DeleteAt { get; init; }

    /// <summary>Where the material is used.</summary>
    [Id(8)]
    public required Protection Protection { get; init; }
}

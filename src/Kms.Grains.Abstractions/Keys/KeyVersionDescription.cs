namespace Kms.Grains.Abstractions.Keys;

/// <summary>What may be shown of a key version.</summary>
[GenerateSerializer, Immutable, Alias("kms.KeyVersionDescription")]
public sealed record KeyVersionDescription
{
    /// <summary>The number.</summary>
    [Id(0)]
    public required KeyVersionNumber Version { get; init; }

    /// <summary>The instant of creation (UTC).</summary>
    [Id(1)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The version's own state, whatever the key's.</summary>
    [Id(2)]
    public required KeyState State { get; init; }

    /// <summary>The instant of its own destruction (UTC), null when none is scheduled.</summary>
    [Id(3)]
    public DateTimeOffset? DeleteAt { get; init; }
}

namespace Kms.Grains.Abstractions.Secrets;

/// <summary>What may be shown of a secret: everything but its values.</summary>
[GenerateSerializer, Immutable, Alias("kms.SecretDescription")]
public sealed record SecretDescription
{
    /// <summary>The id, unique in its account.</summary>
    [Id(0)]
    public required string SecretId { get; init; }

    /// <summary>The name; may be empty, need not be unique.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>The description; may be empty.</summary>
    [Id(2)]
    public required string Description { get; init; }

    /// <summary>Enabled or Disabled.</summary>
    [Id(3)]
    public required SecretState State { get; init; }

    /// <summary>The instant of creation (UTC).</summary>
    [Id(4)]
    public required DateTimeOffset CreatedAt { get; init; }
}

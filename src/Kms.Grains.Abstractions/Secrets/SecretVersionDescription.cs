namespace Kms.Grains.Abstractions.Secrets;

/// <summary>One version of a secret, with its value where that may be read.</summary>
[GenerateSerializer, Immutable, Alias("kms.SecretVersionDescription")]
public sealed record SecretVersionDescription
{
    /// <summary>The number.</summary>
    [Id(0)]
    public required SecretVersionNumber Version { get; init; }

    /// <summary>The version's own state, whatever the secret's.</summary>
    [Id(1)]
    public required SecretState State { get; init; }

    /// <summary>The instant of creation (UTC).</summary>
    [Id(2)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when it can be read (UTC, inclusive).</summary>
    [Id(3)]
    public required DateTimeOffset StartAt { get; init; }

    /// <summary>Until when it can be read (UTC, exclusive); null is for ever.</summary>
    [Id(4)]
    public DateTimeOffset? ExpireAt { get; init; }

    /// <summary>The value in UTF-8; null where it was not asked for or cannot be read now.</summary>
    [Id(5)]
    public byte[]? Data { get; init; }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(SecretVersionDescription);
}

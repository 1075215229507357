using System.Text.Json;

namespace Kms.Grains.Keys;

/// <summary>One version of a key, as it is stored. Its state is the head's to say, not its own.</summary>
internal sealed record KeyVersion
{
    /// <summary>The number, from 1.</summary>
    public required uint Number { get; init; }

    /// <summary>Instant of creation (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Random; every ciphertext of the version carries it.</summary>
    public required uint Tag { get; init; }

    /// <summary>The material; null when it was destroyed.</summary>
    public KeyMaterial? Material { get; init; }

    /// <summary>Members that a newer version has written.</summary>
    public Dictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>The number: what it carries is never printed.</summary>
    public override string ToString() => $"{nameof(KeyVersion)} {Number}";
}

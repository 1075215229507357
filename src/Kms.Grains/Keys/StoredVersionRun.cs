using System.Text.Json.Serialization;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;
using Kms.Grains.Storage;

namespace Kms.Grains.Keys;

/// <summary>
/// The persisted shape of a <see cref="VersionException"/>. Runs are cut and joined, so a newer version must not add
/// members here without raising the schema.
/// </summary>
internal sealed record StoredVersionRun
{
    /// <summary>The first version.</summary>
    public required uint From { get; init; }

    /// <summary>The last version.</summary>
    public required uint To { get; init; }

    /// <summary><see cref="KeyState"/> as a number.</summary>
    public required int State { get; init; }

    /// <summary>Instant of destruction in microseconds since 1970 (UTC); absent when none is planned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? DeleteUs { get; init; }

    /// <summary>The stored shape of a run.</summary>
    public static StoredVersionRun FromRun(VersionException run) => new()
    {
        From = run.From,
        To = run.To,
        State = (int)run.State,
        DeleteUs = Instants.ToMicroseconds(run.DeleteAt),
    };

    /// <summary>The run.</summary>
    public VersionException ToRun() => new(From, To, (KeyState)State, Instants.FromMicroseconds(DeleteUs));
}

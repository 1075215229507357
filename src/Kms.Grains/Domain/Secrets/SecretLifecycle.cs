using Kms.Grains.Abstractions.Secrets;

namespace Kms.Grains.Domain.Secrets;

/// <summary>
/// The transitions of a secret and its versions: pure functions of what is stored, the command and now. The order of
/// checks is the API's: fields, existence, state, content.
/// </summary>
internal static class SecretLifecycle
{
    /// <summary>A new secret with its first version.</summary>
    /// <param name="existing">What has the id already, tombstones included.</param>
    /// <param name="texts">Name and description.</param>
    /// <param name="window">Requested start and expiry of the first version.</param>
    /// <param name="now">Now (UTC).</param>
    public static Decision<SecretAndVersion> Create(
        Secret? existing, (string Name, string Description) texts, (DateTimeOffset? Start, DateTimeOffset? Expire) window, DateTimeOffset now)
    {
        if (Texts.Refuse(texts.Name, texts.Description) is { } refusal)
        {
            return refusal;
        }

        if (existing is not null)
        {
            return SecretRefusals.AlreadyExists;
        }

        var empty = new Secret(texts.Name, texts.Description, SecretState.Enabled, now, SecretVersionNumber.First, NumberSet.Empty);
        return AddVersion(empty, window, now);
    }

    /// <summary>A new secret with the versions of an exported one: numbers, states and times are kept.</summary>
    /// <param name="existing">What has the id already, tombstones included.</param>
    /// <param name="exported">What the package says.</param>
    /// <param name="now">Now (UTC).</param>
    public static Decision<Secret> Import(Secret? existing, ExportedSecret exported, DateTimeOffset now)
    {
        if (!exported.IsValid)
        {
            return SecretRefusals.BadPackage;
        }

        if (existing is not null)
        {
            return SecretRefusals.AlreadyExists;
        }

        var numbers = NumberSet.Of(exported.Versions.Select(version => new NumberRun(version.Number.Value, version.Number.Value)));
        return new Secret(exported.Name, exported.Description, exported.State, now, exported.NextVersion, numbers);
    }

    /// <summary>
    /// What is stored of a secret before its first versions are: a tombstone that names them. If the creation never
    /// ends, they are found and erased like those of a deleted secret, and the id stays taken.
    /// </summary>
    public static Secret Reserve(Secret coming) => Tombstone(coming);

    /// <summary>A new version, enabled.</summary>
    public static Decision<SecretAndVersion> AddVersion(Secret? secret, (DateTimeOffset? Start, DateTimeOffset? Expire) window, DateTimeOffset now)
    {
        if (Refuse(secret) is { } refusal)
        {
            return refusal;
        }

        if (secret!.State != SecretState.Enabled)
        {
            return SecretRefusals.Disabled;
        }

        if (SecretWindow.New(window.Start, window.Expire, now).IsRefused(out refusal, out var times))
        {
            return refusal;
        }

        var number = secret.NextVersion;
        return new SecretAndVersion(
            secret with { NextVersion = number.Next, Versions = secret.Versions.Add(number.Value) },
            new SecretVersion(number, SecretState.Enabled, now, times.Start, times.Expire));
    }

    /// <summary>Another name or description; null keeps what is there.</summary>
    public static Decision<Secret> Update(Secret? secret, string? name, string? description)
    {
        if ((Texts.Refuse(name, description) ?? Refuse(secret)) is { } refusal)
        {
            return refusal;
        }

        return secret! with { Name = name ?? secret.Name, Description = description ?? secret.Description };
    }

    /// <summary>Enabled or disabled; the same state again is no error.</summary>
    public static Decision<Secret> Set(Secret? secret, SecretState state) =>
        Refuse(secret) is { } refusal ? refusal : secret! with { State = state };

    /// <summary>The tombstone that is left of a secret.</summary>
    public static Decision<Secret> Delete(Secret? secret) =>
        Refuse(secret) is { } refusal ? refusal : Tombstone(secret!);

    /// <summary>A version enabled or disabled; the same state again is no error.</summary>
    public static Decision<SecretVersion> SetVersion(Secret? secret, SecretVersion? version, SecretState state) =>
        Refuse(secret, version) is { } refusal ? refusal : version! with { State = state };

    /// <summary>A version with another window.</summary>
    public static Decision<SecretVersion> ChangeWindow(
        Secret? secret, SecretVersion? version, InstantChange startAt, InstantChange expireAt, DateTimeOffset now)
    {
        if (Refuse(secret, version) is { } refusal)
        {
            return refusal;
        }

        return SecretWindow.Change(version!, startAt, expireAt, now).IsRefused(out refusal, out var times)
            ? refusal
            : version! with { StartAt = times.Start, ExpireAt = times.Expire };
    }

    /// <summary>The secret without one version.</summary>
    public static Decision<Secret> DeleteVersion(Secret? secret, SecretVersionNumber number)
    {
        if (Refuse(secret) is { } refusal)
        {
            return refusal;
        }

        return secret!.Versions.Contains(number.Value)
            ? secret with { Versions = secret.Versions.Remove(number.Value), Unerased = secret.Unerased.Add(number.Value) }
            : SecretRefusals.VersionNotFound;
    }

    /// <summary>The secret once the values of deleted versions are known to be erased.</summary>
    public static Secret Erased(Secret secret, IEnumerable<uint> numbers) =>
        secret with { Unerased = numbers.Aggregate(secret.Unerased, (set, number) => set.Remove(number)) };

    /// <summary>Why a version cannot be read now, or null when it can.</summary>
    public static Refusal? RefuseReading(Secret? secret, SecretVersion? version, DateTimeOffset now)
    {
        if (Refuse(secret, version) is { } refusal)
        {
            return refusal;
        }

        return secret!.State == SecretState.Enabled ? version!.RefuseReading(now) : SecretRefusals.Disabled;
    }

    /// <summary>Why a secret cannot be exported now, or null when it can.</summary>
    public static Refusal? RefuseExport(Secret? secret) =>
        Refuse(secret) ?? (secret!.State == SecretState.Enabled ? null : SecretRefusals.Disabled);

    /// <summary>Why a secret is not there for callers, or null when it is.</summary>
    public static Refusal? Refuse(Secret? secret) => secret is { Exists: true } ? null : SecretRefusals.NotFound;

    private static Refusal? Refuse(Secret? secret, SecretVersion? version) =>
        Refuse(secret) ?? (version is { Exists: true } && secret!.Versions.Contains(version.Number.Value) ? null : SecretRefusals.VersionNotFound);

    // The number that comes next is erased too: a creation that failed half-way may have left a value under it.
    private static Secret Tombstone(Secret secret) => secret with
    {
        Name = string.Empty,
        Description = string.Empty,
        State = SecretState.Deleted,
        Versions = NumberSet.Empty,
        Unerased = secret.Unerased.Add(secret.Versions).Add(secret.NextVersion.Value),
    };
}

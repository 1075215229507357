using Kms.Grains.Abstractions.Secrets;

namespace Kms.Grains.Domain.Secrets;

/// <summary>The window of a version: when it starts to be readable, and when it ceases to be. Whole seconds, as the wire shows them.</summary>
internal static class SecretWindow
{
    /// <summary>The window of a new version.</summary>
    /// <param name="startAt">Requested start; null is now.</param>
    /// <param name="expireAt">Requested expiry; null is never.</param>
    /// <param name="now">Now (UTC).</param>
    public static Decision<(DateTimeOffset Start, DateTimeOffset? Expire)> New(DateTimeOffset? startAt, DateTimeOffset? expireAt, DateTimeOffset now) =>
        Checked(WholeSeconds(startAt ?? now), expireAt is { } at ? WholeSeconds(at) : null);

    /// <summary>The window of a version after an update.</summary>
    public static Decision<(DateTimeOffset Start, DateTimeOffset? Expire)> Change(SecretVersion version, InstantChange startAt, InstantChange expireAt, DateTimeOffset now)
    {
        var start = startAt.Kind switch
        {
            InstantChangeKind.Reset => WholeSeconds(now),
            InstantChangeKind.Set => WholeSeconds(startAt.At),
            _ => version.StartAt,
        };
        DateTimeOffset? expire = expireAt.Kind switch
        {
            InstantChangeKind.Reset => null,
            InstantChangeKind.Set => WholeSeconds(expireAt.At),
            _ => version.ExpireAt,
        };
        return Checked(start, expire);
    }

    private static Decision<(DateTimeOffset Start, DateTimeOffset? Expire)> Checked(DateTimeOffset start, DateTimeOffset? expire) =>
        expire <= start ? SecretRefusals.EmptyWindow : (start, expire);

    private static DateTimeOffset WholeSeconds(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}

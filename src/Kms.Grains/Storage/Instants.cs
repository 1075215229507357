namespace Kms.Grains.Storage;

/// <summary>
/// Instants as they are stored: microseconds since 1970 (UTC), which every database holds exactly and orders as it
/// orders numbers. What is finer is cut off.
/// </summary>
internal static class Instants
{
    /// <summary>The stored form of an instant.</summary>
    public static long ToMicroseconds(DateTimeOffset instant) =>
        (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The stored form of an instant, null for none.</summary>
    public static long? ToMicroseconds(DateTimeOffset? instant) => instant is { } value ? ToMicroseconds(value) : null;

    /// <summary>The instant (UTC) of a stored form.</summary>
    public static DateTimeOffset FromMicroseconds(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>The instant (UTC) of a stored form, null for none.</summary>
    public static DateTimeOffset? FromMicroseconds(long? microseconds) => microseconds is { } value ? FromMicroseconds(value) : null;
}

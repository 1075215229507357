using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;
using Kms.Grains.Storage;

namespace Kms.Grains.Keys;

/// <summary>The catalogue row of a key, written with its head.</summary>
internal static class KeyCatalog
{
    /// <summary>What the catalogue shows, and when the scheduler is to wake the key.</summary>
    public static CatalogEntry EntryOf(string keyId, KeyHead head, DateTimeOffset now) => new()
    {
        Listed = head.Key.State != KeyState.Destroyed,
        CreatedMicroseconds = Instants.ToMicroseconds(head.Key.CreatedAt),
        Name = head.Key.Name,
        Description = head.Key.Description,
        Spec = (int)head.Key.Spec,
        State = (int)head.Key.State,
        RotationDays = head.Key.RotationDays,
        DeleteAtMicroseconds = Instants.ToMicroseconds(head.Key.DeleteAt),
        Bucket = Buckets.Of(keyId),
        WakeAtMicroseconds = Instants.ToMicroseconds(KeyLifecycle.NextWake(head.Key, now)),
        Protection = (int)head.Protection,
    };
}

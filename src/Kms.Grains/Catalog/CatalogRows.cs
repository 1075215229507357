using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Storage;

namespace Kms.Grains.Catalog;

/// <summary>Turns rows of the catalogue into what may be shown.</summary>
internal static class CatalogRows
{
    /// <summary>A key.</summary>
    public static KeyDescription ToKey(CatalogRow row) => new()
    {
        KeyId = row.Id,
        Name = row.Entry.Name,
        Description = row.Entry.Description,
        Spec = (KeySpec)row.Entry.Spec,
        State = (KeyState)row.Entry.State,
        CreatedAt = Instants.FromMicroseconds(row.Entry.CreatedMicroseconds),
        RotationDays = row.Entry.RotationDays,
        DeleteAt = Instants.FromMicroseconds(row.Entry.DeleteAtMicroseconds),
        Protection = (Protection)row.Entry.Protection,
    };

    /// <summary>A secret.</summary>
    public static SecretDescription ToSecret(CatalogRow row) => new()
    {
        SecretId = row.Id,
        Name = row.Entry.Name,
        Description = row.Entry.Description,
        State = (SecretState)row.Entry.State,
        CreatedAt = Instants.FromMicroseconds(row.Entry.CreatedMicroseconds),
    };
}

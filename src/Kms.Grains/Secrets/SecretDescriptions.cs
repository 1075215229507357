using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain.Secrets;
using Kms.Grains.Storage;

namespace Kms.Grains.Secrets;

/// <summary>What callers see of secrets.</summary>
internal static class SecretDescriptions
{
    /// <summary>A secret.</summary>
    public static SecretDescription Of(RecordId head, Secret secret) => new()
    {
        SecretId = head.Id,
        Name = secret.Name,
        Description = secret.Description,
        State = secret.State,
        CreatedAt = secret.CreatedAt,
    };

    /// <summary>A version.</summary>
    /// <param name="data">Its value, where it may be read.</param>
    public static SecretVersionDescription Of(SecretVersion version, byte[]? data) => new()
    {
        Version = version.Number,
        State = version.State,
        CreatedAt = version.CreatedAt,
        StartAt = version.StartAt,
        ExpireAt = version.ExpireAt,
        Data = data,
    };
}

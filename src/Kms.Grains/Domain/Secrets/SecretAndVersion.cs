namespace Kms.Grains.Domain.Secrets;

/// <summary>A secret and the version that a command gave it.</summary>
/// <param name="Secret">The head afterwards.</param>
/// <param name="Version">The new version.</param>
internal sealed record SecretAndVersion(Secret Secret, SecretVersion Version);

using Kms.Grains.Abstractions.Keys;

namespace Kms.Grains.Hsm;

/// <summary>
/// Whose key a wrapped key is. It comes from the identity of the caller's own record, never from the stored key, so
/// that a key moved to another row is refused.
/// </summary>
/// <param name="Account">Owner.</param>
/// <param name="KeyId">Key or secret id.</param>
/// <param name="Version">Version number, from 1.</param>
/// <param name="Spec">What the key is made of.</param>
/// <param name="Usage">What it may be used for.</param>
internal sealed record KeyBinding(string Account, string KeyId, uint Version, KeySpec Spec, KeyUsage Usage);

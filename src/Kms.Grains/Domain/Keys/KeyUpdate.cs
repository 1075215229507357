using Kms.Grains.Abstractions.Keys;

namespace Kms.Grains.Domain.Keys;

/// <summary>The command that changes what can be changed of a key. Null keeps what is there.</summary>
/// <param name="Name">Another name.</param>
/// <param name="Description">Another description.</param>
/// <param name="Spec">What the caller believes the key to be made of.</param>
/// <param name="AutoRotate">Automatic rotation on or off.</param>
/// <param name="RotationDays">Another period; 0 is never.</param>
internal sealed record KeyUpdate(string? Name, string? Description, KeySpec? Spec, bool? AutoRotate, int? RotationDays);

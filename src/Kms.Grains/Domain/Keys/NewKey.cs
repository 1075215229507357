using Kms.Grains.Abstractions.Keys;

namespace Kms.Grains.Domain.Keys;

/// <summary>The command that makes a key.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">The description.</param>
/// <param name="Spec">What it is made of.</param>
/// <param name="RotationDays">Days between automatic rotations; 0 is never.</param>
internal sealed record NewKey(string Name, string Description, KeySpec Spec, int RotationDays);

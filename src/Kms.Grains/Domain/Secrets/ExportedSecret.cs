using System.Collections.Immutable;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Grains.Domain.Secrets;

/// <summary>What an export package says of a secret, without the values.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">The description.</param>
/// <param name="State">Where it stood.</param>
/// <param name="NextVersion">The number that its next version would have got.</param>
/// <param name="Versions">Its versions, ascending.</param>
internal sealed record ExportedSecret(
    string Name,
    string Description,
    SecretState State,
    SecretVersionNumber NextVersion,
    ImmutableArray<SecretVersion> Versions)
{
    /// <summary>Whether a secret could be like this. A package is authentic before this is asked: it guards against our own mistakes.</summary>
    public bool IsValid =>
        State is SecretState.Enabled or SecretState.Disabled
        && Texts.Refuse(Name, Description) is null
        && NextVersion.Value >= 1
        && Versions.All(version => version.Exists && !(version.ExpireAt <= version.StartAt))
        && IsAscending;

    private bool IsAscending
    {
        get
        {
            var previous = 0u;
            foreach (var version in Versions)
            {
                if (version.Number.Value <= previous || version.Number >= NextVersion)
                {
                    return false;
                }

                previous = version.Number.Value;
            }

            return true;
        }
    }
}

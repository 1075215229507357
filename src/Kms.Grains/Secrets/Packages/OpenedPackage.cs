using System.Security.Cryptography;
using Kms.Grains.Domain.Secrets;

namespace Kms.Grains.Secrets.Packages;

/// <summary>The content of an authentic package. Its values are zeroed when it is disposed.</summary>
internal sealed class OpenedPackage(ExportedSecret secret, IReadOnlyList<VersionAndData> versions) : IDisposable
{
    /// <summary>What it says of the secret.</summary>
    public ExportedSecret Secret { get; } = secret;

    /// <summary>The versions with their values.</summary>
    public IReadOnlyList<VersionAndData> Versions { get; } = versions;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var version in Versions)
        {
            CryptographicOperations.ZeroMemory(version.Data);
        }
    }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(OpenedPackage);
}

using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Secrets;

/// <summary>Asks for <see cref="ISecretReadGrain.ExportSecretAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.ExportSecretRequest")]
public sealed record ExportSecretRequest : KmsRequest;

/// <summary>The answer of <see cref="ISecretReadGrain.ExportSecretAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.ExportSecretReply")]
public sealed record ExportSecretReply
{
    /// <summary>The package, opaque.</summary>
    [Id(0)]
    public required byte[] Package { get; init; }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(ExportSecretReply);
}

public partial interface ISecretReadGrain
{
    /// <summary>
    /// Packs name, description and all versions, disabled and expired ones included, sealed for import into the same
    /// account.
    /// </summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound. StateConflict: the secret is disabled, or the package would be larger than 16 MiB.</remarks>
    [AnySilo]
    [Alias("ExportSecret")]
    [ResponseTimeout(Timeouts.DataPlane)]
    Task<ExportSecretReply> ExportSecretAsync(ExportSecretRequest request);
}

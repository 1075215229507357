using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Secrets;

/// <summary>Asks for <see cref="ISecretGrain.DisableSecretVersionAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.DisableSecretVersionRequest")]
public sealed record DisableSecretVersionRequest : KmsRequest
{
    /// <summary>The version.</summary>
    [Id(0)]
    public required SecretVersionNumber Version { get; init; }
}

public partial interface ISecretGrain
{
    /// <summary>Disables one version; a disabled one stays disabled.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound: no such secret or version.</remarks>
    [Alias("DisableSecretVersion")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task DisableSecretVersionAsync(DisableSecretVersionRequest request);
}

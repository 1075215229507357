using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Secrets;

/// <summary>Asks for <see cref="ISecretGrain.EnableSecretVersionAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.EnableSecretVersionRequest")]
public sealed record EnableSecretVersionRequest : KmsRequest
{
    /// <summary>The version.</summary>
    [Id(0)]
    public required SecretVersionNumber Version { get; init; }
}

public partial interface ISecretGrain
{
    /// <summary>Enables one version; an enabled one stays enabled.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound: no such secret or version.</remarks>
    [Alias("EnableSecretVersion")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task EnableSecretVersionAsync(EnableSecretVersionRequest request);
}

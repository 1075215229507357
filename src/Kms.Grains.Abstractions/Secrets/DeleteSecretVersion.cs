using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Secrets;

/// <summary>Asks for <see cref="ISecretGrain.DeleteSecretVersionAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.DeleteSecretVersionRequest")]
public sealed record DeleteSecretVersionRequest : KmsRequest
{
    /// <summary>The version.</summary>
    [Id(0)]
    public required SecretVersionNumber Version { get; init; }
}

public partial interface ISecretGrain
{
    /// <summary>Destroys one version, at once and for good; the last one may go too. The number is never used again.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound: no such secret or version.</remarks>
    [Alias("DeleteSecretVersion")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task DeleteSecretVersionAsync(DeleteSecretVersionRequest request);
}

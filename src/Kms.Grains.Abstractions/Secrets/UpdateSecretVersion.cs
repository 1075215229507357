using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Secrets;

/// <summary>Asks for <see cref="ISecretGrain.UpdateSecretVersionAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.UpdateSecretVersionRequest")]
public sealed record UpdateSecretVersionRequest : KmsRequest
{
    /// <summary>The version.</summary>
    [Id(0)]
    public required SecretVersionNumber Version { get; init; }

    /// <summary>What becomes of the start; its default is now.</summary>
    [Id(1)]
    public InstantChange StartAt { get; init; }

    /// <summary>What becomes of the expiry; its default is never.</summary>
    [Id(2)]
    public InstantChange ExpireAt { get; init; }
}

public partial interface ISecretGrain
{
    /// <summary>Changes the window in which one version can be read.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>InvalidArgument: the window would be empty. NotFound: no such secret or version.</remarks>
    [Alias("UpdateSecretVersion")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task UpdateSecretVersionAsync(UpdateSecretVersionRequest request);
}

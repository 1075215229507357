using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Secrets;

/// <summary>Asks for <see cref="ISecretGrain.UpdateSecretAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.UpdateSecretRequest")]
public sealed record UpdateSecretRequest : KmsRequest
{
    /// <summary>New name, or null to keep it; limits as at creation.</summary>
    [Id(0)]
    public string? Name { get; init; }

    /// <summary>New description, or null to keep it; limits as at creation.</summary>
    [Id(1)]
    public string? Description { get; init; }
}

public partial interface ISecretGrain
{
    /// <summary>Changes name and description. Absent members stay as they are.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>InvalidArgument. NotFound.</remarks>
    [Alias("UpdateSecret")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task UpdateSecretAsync(UpdateSecretRequest request);
}

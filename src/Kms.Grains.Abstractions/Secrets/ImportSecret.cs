using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Secrets;

/// <summary>Asks for <see cref="ISecretGrain.ImportSecretAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.ImportSecretRequest")]
public sealed record ImportSecretRequest : KmsRequest
{
    /// <summary>The package: at most 16 MiB.</summary>
    [Id(0)]
    public required byte[] Package { get; init; }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(ImportSecretRequest);
}

/// <summary>The answer of <see cref="ISecretGrain.ImportSecretAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.ImportSecretReply")]
public sealed record ImportSecretReply
{
    /// <summary>The new secret.</summary>
    [Id(0)]
    public required SecretDescription Secret { get; init; }
}

public partial interface ISecretGrain
{
    /// <summary>Creates the secret from a package that ExportSecret made in the same account.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>InvalidArgument: the package is malformed, foreign or not authentic, all alike. AlreadyExists.</remarks>
    [Alias("ImportSecret")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task<ImportSecretReply> ImportSecretAsync(ImportSecretRequest request);
}

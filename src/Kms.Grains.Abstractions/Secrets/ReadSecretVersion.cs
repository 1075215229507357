using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Secrets;

/// <summary>Asks for <see cref="ISecretReadGrain.ReadSecretVersionAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.ReadSecretVersionRequest")]
public sealed record ReadSecretVersionRequest : KmsRequest
{
    /// <summary>The version.</summary>
    [Id(0)]
    public required SecretVersionNumber Version { get; init; }
}

/// <summary>The answer of <see cref="ISecretReadGrain.ReadSecretVersionAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.ReadSecretVersionReply")]
public sealed record ReadSecretVersionReply
{
    /// <summary>The version; its Data is never null.</summary>
    [Id(0)]
    public required SecretVersionDescription Version { get; init; }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(ReadSecretVersionReply);
}

public partial interface ISecretReadGrain
{
    /// <summary>Reads one version with its value.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound: no such secret or version. StateConflict: secret or version disabled, or now is outside
    /// the window.</remarks>
    [AnySilo]
    [Alias("ReadSecretVersion")]
    [ResponseTimeout(Timeouts.DataPlane)]
    Task<ReadSecretVersionReply> ReadSecretVersionAsync(ReadSecretVersionRequest request);
}

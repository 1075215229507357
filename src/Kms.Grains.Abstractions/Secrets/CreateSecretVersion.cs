using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Secrets;

/// <summary>Asks for <see cref="ISecretGrain.CreateSecretVersionAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.CreateSecretVersionRequest")]
public sealed record CreateSecretVersionRequest : KmsRequest
{
    /// <summary>From when the version can be read (UTC, inclusive); null is now.</summary>
    [Id(0)]
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Until when it can be read (UTC, exclusive); null is for ever.</summary>
    [Id(1)]
    public DateTimeOffset? ExpireAt { get; init; }

    /// <summary>The value: 1 to 65 536 bytes of UTF-8.</summary>
    [Id(2)]
    public required byte[] Data { get; init; }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(CreateSecretVersionRequest);
}

/// <summary>The answer of <see cref="ISecretGrain.CreateSecretVersionAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.CreateSecretVersionReply")]
public sealed record CreateSecretVersionReply
{
    /// <summary>The new version.</summary>
    [Id(0)]
    public required SecretVersionNumber Version { get; init; }
}

public partial interface ISecretGrain
{
    /// <summary>Adds a version, enabled.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>InvalidArgument: a field out of its range, or the window is empty. NotFound. StateConflict: the
    /// secret is disabled.</remarks>
    [Alias("CreateSecretVersion")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task<CreateSecretVersionReply> CreateSecretVersionAsync(CreateSecretVersionRequest request);
}

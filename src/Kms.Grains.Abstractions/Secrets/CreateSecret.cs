using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Secrets;

/// <summary>Asks for <see cref="ISecretGrain.CreateSecretAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.CreateSecretRequest")]
public sealed record CreateSecretRequest : KmsRequest
{
    /// <summary>0 to 128 characters (Unicode scalar values), no control characters. Default empty.</summary>
    [Id(0)]
    public string Name { get; init; } = string.Empty;

    /// <summary>0 to 8192 characters (Unicode scalar values); of the control characters only tab, CR and LF. Default empty.</summary>
    [Id(1)]
    public string Description { get; init; } = string.Empty;

    /// <summary>From when the version can be read (UTC, inclusive); null is now.</summary>
    [Id(2)]
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Until when it can be read (UTC, exclusive); null is for ever.</summary>
    [Id(3)]
    public DateTimeOffset? ExpireAt { get; init; }

    /// <summary>The value: 1 to 65 536 bytes of UTF-8.</summary>
    [Id(4)]
    public required byte[] Data { get; init; }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(CreateSecretRequest);
}

/// <summary>The answer of <see cref="ISecretGrain.CreateSecretAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.CreateSecretReply")]
public sealed record CreateSecretReply
{
    /// <summary>The new secret.</summary>
    [Id(0)]
    public required SecretDescription Secret { get; init; }
}

public partial interface ISecretGrain
{
    /// <summary>Creates the secret with its first version, both enabled.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>InvalidArgument: a field out of its range, or the window is empty. AlreadyExists.</remarks>
    [Alias("CreateSecret")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task<CreateSecretReply> CreateSecretAsync(CreateSecretRequest request);
}

using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Access;

/// <summary>Asks for <see cref="IAccessKeyGrain.CreateAccessKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.CreateAccessKeyRequest")]
public sealed record CreateAccessKeyRequest : KmsRequest
{
    /// <summary>The account that it acts for: 1 to 64 characters of [A-Za-z0-9_-], not the system's.</summary>
    [Id(0)]
    public required string Account { get; init; }

    /// <summary>The secret in ASCII, 1 to 128 printable characters; null lets the service draw one of 40.</summary>
    [Id(1)]
    public byte[]? Secret { get; init; }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(CreateAccessKeyRequest);
}

/// <summary>The answer of <see cref="IAccessKeyGrain.CreateAccessKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.CreateAccessKeyReply")]
public sealed record CreateAccessKeyReply
{
    /// <summary>The secret in ASCII. This is the only time that it is shown.</summary>
    [Id(0)]
    public required byte[] Secret { get; init; }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(CreateAccessKeyReply);
}

public partial interface IAccessKeyGrain
{
    /// <summary>Creates the access key with a secret of the service's or of the caller's choice.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>InvalidArgument. AlreadyExists.</remarks>
    [Alias("CreateAccessKey")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task<CreateAccessKeyReply> CreateAccessKeyAsync(CreateAccessKeyRequest request);
}

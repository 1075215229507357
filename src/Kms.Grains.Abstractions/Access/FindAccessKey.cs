using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Access;

/// <summary>Asks for <see cref="IAccessKeyDirectoryGrain.FindAccessKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.FindAccessKeyRequest")]
public sealed record FindAccessKeyRequest : KmsRequest
{
    /// <summary>The id.</summary>
    [Id(0)]
    public required string AccessKeyId { get; init; }
}

/// <summary>The answer of <see cref="IAccessKeyDirectoryGrain.FindAccessKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.FindAccessKeyReply")]
public sealed record FindAccessKeyReply
{
    /// <summary>Whether it exists.</summary>
    [Id(0)]
    public required bool Exists { get; init; }
}

public partial interface IAccessKeyDirectoryGrain
{
    /// <summary>Tells whether an access key exists, at the cost of one indexed read.</summary>
    /// <param name="request">What to do.</param>
    [AnySilo]
    [Alias("FindAccessKey")]
    [ResponseTimeout(Timeouts.DataPlane)]
    Task<FindAccessKeyReply> FindAccessKeyAsync(FindAccessKeyRequest request);
}

using System.Collections.Immutable;
using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Secrets;

/// <summary>Asks for <see cref="ISecretReadGrain.DescribeSecretVersionsAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.DescribeSecretVersionsRequest")]
public sealed record DescribeSecretVersionsRequest : KmsRequest
{
    /// <summary>Page, from 1.</summary>
    [Id(0)]
    public required int PageNumber { get; init; }

    /// <summary>Versions a page: 1 to 100.</summary>
    [Id(1)]
    public required int PageSize { get; init; }

    /// <summary>Whether the values of readable versions are wanted too.</summary>
    [Id(2)]
    public bool IncludeData { get; init; }
}

/// <summary>The answer of <see cref="ISecretReadGrain.DescribeSecretVersionsAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.DescribeSecretVersionsReply")]
public sealed record DescribeSecretVersionsReply
{
    /// <summary>The secret.</summary>
    [Id(0)]
    public required SecretDescription Secret { get; init; }

    /// <summary>Versions on all pages.</summary>
    [Id(1)]
    public required int TotalCount { get; init; }

    /// <summary>The page; empty beyond the end.</summary>
    [Id(2)]
    public required ImmutableArray<SecretVersionDescription> Versions { get; init; }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(DescribeSecretVersionsReply);
}

public partial interface ISecretReadGrain
{
    /// <summary>Describes the secret and one page of its versions, the newest first.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound.</remarks>
    [AnySilo]
    [Alias("DescribeSecretVersions")]
    [ResponseTimeout(Timeouts.DataPlane)]
    Task<DescribeSecretVersionsReply> DescribeSecretVersionsAsync(DescribeSecretVersionsRequest request);
}

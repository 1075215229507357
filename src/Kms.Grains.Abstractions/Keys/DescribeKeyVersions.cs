using System.Collections.Immutable;
using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyGrain.DescribeKeyVersionsAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.DescribeKeyVersionsRequest")]
public sealed record DescribeKeyVersionsRequest : KmsRequest
{
    /// <summary>Page, from 1.</summary>
    [Id(0)]
    public required int PageNumber { get; init; }

    /// <summary>Versions a page: 1 to 100.</summary>
    [Id(1)]
    public required int PageSize { get; init; }
}

/// <summary>The answer of <see cref="IKeyGrain.DescribeKeyVersionsAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.DescribeKeyVersionsReply")]
public sealed record DescribeKeyVersionsReply
{
    /// <summary>The key.</summary>
    [Id(0)]
    public required KeyDescription Key { get; init; }

    /// <summary>Versions that are not destroyed, on all pages.</summary>
    [Id(1)]
    public required int TotalCount { get; init; }

    /// <summary>The page; empty beyond the end.</summary>
    [Id(2)]
    public required ImmutableArray<KeyVersionDescription> Versions { get; init; }
}

public partial interface IKeyGrain
{
    /// <summary>Describes the key and one page of its versions, the newest first; destroyed versions are left out.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound: no such key.</remarks>
    [Alias("DescribeKeyVersions")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task<DescribeKeyVersionsReply> DescribeKeyVersionsAsync(DescribeKeyVersionsRequest request);
}

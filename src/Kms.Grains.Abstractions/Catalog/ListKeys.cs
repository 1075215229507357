using System.Collections.Immutable;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Grains.Abstractions.Catalog;

/// <summary>Asks for <see cref="ICatalogGrain.ListKeysAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.ListKeysRequest")]
public sealed record ListKeysRequest : KmsRequest
{
    /// <summary>Page, from 1.</summary>
    [Id(0)]
    public required int PageNumber { get; init; }

    /// <summary>Entries a page: 1 to 100.</summary>
    [Id(1)]
    public required int PageSize { get; init; }
}

/// <summary>The answer of <see cref="ICatalogGrain.ListKeysAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.ListKeysReply")]
public sealed record ListKeysReply
{
    /// <summary>Keys on all pages, exact.</summary>
    [Id(0)]
    public required int TotalCount { get; init; }

    /// <summary>The page; empty beyond the end.</summary>
    [Id(1)]
    public required ImmutableArray<KeyDescription> Keys { get; init; }
}

public partial interface ICatalogGrain
{
    /// <summary>Lists the account's keys, the newest first; destroyed ones are left out.</summary>
    /// <param name="request">What to do.</param>
    [AnySilo]
    [Alias("ListKeys")]
    [ResponseTimeout(Timeouts.DataPlane)]
    Task<ListKeysReply> ListKeysAsync(ListKeysRequest request);
}

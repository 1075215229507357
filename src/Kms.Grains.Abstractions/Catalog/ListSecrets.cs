using System.Collections.Immutable;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Grains.Abstractions.Catalog;

/// <summary>Asks for <see cref="ICatalogGrain.ListSecretsAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.ListSecretsRequest")]
public sealed record ListSecretsRequest : KmsRequest
{
    /// <summary>Page, from 1.</summary>
    [Id(0)]
    public required int PageNumber { get; init; }

    /// <summary>Entries a page: 1 to 100.</summary>
    [Id(1)]
    public required int PageSize { get; init; }
}

/// <summary>The answer of <see cref="ICatalogGrain.ListSecretsAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.ListSecretsReply")]
public sealed record ListSecretsReply
{
    /// <summary>Secrets on all pages, exact.</summary>
    [Id(0)]
    public required int TotalCount { get; init; }

    /// <summary>The page; empty beyond the end.</summary>
    [Id(1)]
    public required ImmutableArray<SecretDescription> Secrets { get; init; }
}

public partial interface ICatalogGrain
{
    /// <summary>Lists the account's secrets, the newest first.</summary>
    /// <param name="request">What to do.</param>
    [AnySilo]
    [Alias("ListSecrets")]
    [ResponseTimeout(Timeouts.DataPlane)]
    Task<ListSecretsReply> ListSecretsAsync(ListSecretsRequest request);
}

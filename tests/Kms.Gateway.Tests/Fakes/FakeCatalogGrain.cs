using Kms.Grains.Abstractions.Catalog;

namespace Kms.Gateway.Tests.Fakes;

/// <summary>Passes every call on to the test.</summary>
internal sealed class FakeCatalogGrain(FakeCluster cluster, string key) : ICatalogGrain
{
    public Task<ListKeysReply> ListKeysAsync(ListKeysRequest request) => cluster.AskAsync<ListKeysReply>(key, request);

    public Task<ListSecretsReply> ListSecretsAsync(ListSecretsRequest request) => cluster.AskAsync<ListSecretsReply>(key, request);
}

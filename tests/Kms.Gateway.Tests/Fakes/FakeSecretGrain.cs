using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Tests.Fakes;

/// <summary>Passes every call on to the test.</summary>
internal sealed class FakeSecretGrain(FakeCluster cluster, string key) : ISecretGrain
{
    public Task<CreateSecretReply> CreateSecretAsync(CreateSecretRequest request) => cluster.AskAsync<CreateSecretReply>(key, request);

    public Task<CreateSecretVersionReply> CreateSecretVersionAsync(CreateSecretVersionRequest request) => cluster.AskAsync<CreateSecretVersionReply>(key, request);

    public Task DeleteSecretAsync(DeleteSecretRequest request) => cluster.AskAsync<bool>(key, request);

    public Task DeleteSecretVersionAsync(DeleteSecretVersionRequest request) => cluster.AskAsync<bool>(key, request);

    public Task DisableSecretAsync(DisableSecretRequest request) => cluster.AskAsync<bool>(key, request);

    public Task DisableSecretVersionAsync(DisableSecretVersionRequest request) => cluster.AskAsync<bool>(key, request);

    public Task EnableSecretAsync(EnableSecretRequest request) => cluster.AskAsync<bool>(key, request);

    public Task EnableSecretVersionAsync(EnableSecretVersionRequest request) => cluster.AskAsync<bool>(key, request);

    public Task<ImportSecretReply> ImportSecretAsync(ImportSecretRequest request) => cluster.AskAsync<ImportSecretReply>(key, request);

    public Task UpdateSecretAsync(UpdateSecretRequest request) => cluster.AskAsync<bool>(key, request);

    public Task UpdateSecretVersionAsync(UpdateSecretVersionRequest request) => cluster.AskAsync<bool>(key, request);
}

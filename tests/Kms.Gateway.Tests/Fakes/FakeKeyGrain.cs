using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Tests.Fakes;

/// <summary>Passes every call on to the test.</summary>
internal sealed class FakeKeyGrain(FakeCluster cluster, string key) : IKeyGrain
{
    public Task CancelKeyDeletionAsync(CancelKeyDeletionRequest request) => cluster.AskAsync<bool>(key, request);

    public Task CancelKeyVersionDeletionAsync(CancelKeyVersionDeletionRequest request) => cluster.AskAsync<bool>(key, request);

    public Task<CreateKeyReply> CreateKeyAsync(CreateKeyRequest request) => cluster.AskAsync<CreateKeyReply>(key, request);

    public Task<DescribeKeyReply> DescribeKeyAsync(DescribeKeyRequest request) => cluster.AskAsync<DescribeKeyReply>(key, request);

    public Task<DescribeKeyVersionsReply> DescribeKeyVersionsAsync(DescribeKeyVersionsRequest request) => cluster.AskAsync<DescribeKeyVersionsReply>(key, request);

    public Task DisableKeyAsync(DisableKeyRequest request) => cluster.AskAsync<bool>(key, request);

    public Task DisableKeyVersionAsync(DisableKeyVersionRequest request) => cluster.AskAsync<bool>(key, request);

    public Task EnableKeyAsync(EnableKeyRequest request) => cluster.AskAsync<bool>(key, request);

    public Task EnableKeyVersionAsync(EnableKeyVersionRequest request) => cluster.AskAsync<bool>(key, request);

    public Task<RotateKeyReply> RotateKeyAsync(RotateKeyRequest request) => cluster.AskAsync<RotateKeyReply>(key, request);

    public Task<ScheduleKeyDeletionReply> ScheduleKeyDeletionAsync(ScheduleKeyDeletionRequest request) => cluster.AskAsync<ScheduleKeyDeletionReply>(key, request);

    public Task<ScheduleKeyVersionDeletionReply> ScheduleKeyVersionDeletionAsync(ScheduleKeyVersionDeletionRequest request) => cluster.AskAsync<ScheduleKeyVersionDeletionReply>(key, request);

    public Task UpdateKeyAsync(UpdateKeyRequest request) => cluster.AskAsync<bool>(key, request);
}

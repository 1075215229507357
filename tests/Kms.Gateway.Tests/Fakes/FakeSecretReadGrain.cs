using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Tests.Fakes;

/// <summary>Passes every call on to the test.</summary>
internal sealed class FakeSecretReadGrain(FakeCluster cluster, string key) : ISecretReadGrain
{
    public Task<DescribeSecretVersionsReply> DescribeSecretVersionsAsync(DescribeSecretVersionsRequest request) => cluster.AskAsync<DescribeSecretVersionsReply>(key, request);

    public Task<ExportSecretReply> ExportSecretAsync(ExportSecretRequest request) => cluster.AskAsync<ExportSecretReply>(key, request);

    public Task<ReadSecretVersionReply> ReadSecretVersionAsync(ReadSecretVersionRequest request) => cluster.AskAsync<ReadSecretVersionReply>(key, request);
}

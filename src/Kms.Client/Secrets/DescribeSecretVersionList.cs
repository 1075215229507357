using Kms.Client.Wire;

namespace Kms.Client.Secrets;

public sealed partial class SecretsClient
{
    /// <summary>Describes a secret and lists its versions, newest first. Readable versions carry their data, unless the
    /// service is set to withhold them in lists.</summary>
    /// <param name="secretId">The secret.</param>
    /// <param name="pageNumber">From 1.</param>
    /// <param name="pageSize">10 to 100.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page; the caller disposes it.</returns>
    public async Task<SecretDetail> DescribeSecretVersionListAsync(
        string secretId, int pageNumber = 1, int pageSize = 10, CancellationToken cancellationToken = default)
    {
        using var reply = await _client.CallAsync(
            "describeSecretVersionList", Secret(secretId), Paging.Query(pageNumber, pageSize), default, cancellationToken);
        return reply.Read(WireJson.Default.SecretDetailResult).SecretDetail;
    }
}

internal sealed record SecretDetailResult(SecretDetail SecretDetail);

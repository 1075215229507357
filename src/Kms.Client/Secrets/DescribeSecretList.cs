using Kms.Client.Wire;

namespace Kms.Client.Secrets;

public sealed partial class SecretsClient
{
    /// <summary>Lists secrets, newest first, without what they hold.</summary>
    /// <param name="pageNumber">From 1.</param>
    /// <param name="pageSize">10 to 100.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Page<SecretInfo>> DescribeSecretListAsync(
        int pageNumber = 1, int pageSize = 10, CancellationToken cancellationToken = default)
    {
        using var reply = await _client.CallAsync("describeSecretList", null, Paging.Query(pageNumber, pageSize), default, cancellationToken);
        var result = reply.Read(WireJson.Default.SecretListResult);
        return new(result.SecretList, result.TotalCount);
    }
}

internal sealed record SecretListResult(IReadOnlyList<SecretInfo> SecretList, int TotalCount);

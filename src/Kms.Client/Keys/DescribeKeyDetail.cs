using Kms.Client.Wire;

namespace Kms.Client.Keys;

public sealed partial class KeysClient
{
    /// <summary>Describes a key and lists its versions, newest first.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="pageNumber">From 1.</param>
    /// <param name="pageSize">10 to 100.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<KeyDetail> DescribeKeyDetailAsync(
        string keyId, int pageNumber = 1, int pageSize = 10, CancellationToken cancellationToken = default)
    {
        using var reply = await _client.CallAsync("describeKeyDetail", Key(keyId), Paging.Query(pageNumber, pageSize), default, cancellationToken);
        return reply.Read(WireJson.Default.KeyDetailResult).KeyDetail;
    }
}

internal sealed record KeyDetailResult(KeyDetail KeyDetail);

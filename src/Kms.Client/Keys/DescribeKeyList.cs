using Kms.Client.Wire;

namespace Kms.Client.Keys;

public sealed partial class KeysClient
{
    /// <summary>Lists keys of every state but destroyed, newest first.</summary>
    /// <param name="pageNumber">From 1.</param>
    /// <param name="pageSize">10 to 100.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Page<KeyInfo>> DescribeKeyListAsync(int pageNumber = 1, int pageSize = 10, CancellationToken cancellationToken = default)
    {
        using var reply = await _client.CallAsync("describeKeyList", null, Paging.Query(pageNumber, pageSize), default, cancellationToken);
        var result = reply.Read(WireJson.Default.KeyListResult);
        return new(result.KeyList, result.TotalCount);
    }
}

internal sealed record KeyListResult(IReadOnlyList<KeyInfo> KeyList, int TotalCount);

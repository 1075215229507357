using Kms.Client.Wire;

namespace Kms.Client.Keys;

public sealed partial class KeysClient
{
    /// <summary>Describes a key.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<KeyInfo> DescribeKeyAsync(string keyId, CancellationToken cancellationToken = default)
    {
        using var reply = await _client.CallAsync("describeKey", Key(keyId), null, default, cancellationToken);
        return reply.Read(WireJson.Default.KeyInfoResult).KeyInfo;
    }
}

internal sealed record KeyInfoResult(KeyInfo KeyInfo);

using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Kms.Client.Wire;

namespace Kms.Client.Keys;

/// <summary>The operations on keys; each method has the name of the operation in JD Cloud's documents.</summary>
/// <remarks>What every method throws is said at <see cref="KmsClient"/>.</remarks>
public sealed partial class KeysClient
{
    private readonly KmsClient _client;

    internal KeysClient(KmsClient client) => _client = client;

    private static Dictionary<string, string> Key(string keyId) => new() { ["keyId"] = keyId };

    private static Dictionary<string, string> Version(string keyId, string version) => new() { ["keyId"] = keyId, ["version"] = version };

    private static Dictionary<string, string> Delay(int? delayDays) =>
        delayDays is { } days ? new() { ["delayDays"] = days.ToString(CultureInfo.InvariantCulture) } : [];

    private async Task ActAsync(
        string operation, Dictionary<string, string> path, CancellationToken cancellationToken, Dictionary<string, string>? query = null)
    {
        using var reply = await _client.CallAsync(operation, path, query, default, cancellationToken);
    }

    private async Task<KmsReply> SendAsync<TBody>(
        string operation, Dictionary<string, string> path, TBody body, JsonTypeInfo<TBody> type, CancellationToken cancellationToken)
    {
        using var json = BodyWriter.Write(body, type);
        return await _client.CallAsync(operation, path, null, json.Written, cancellationToken);
    }
}

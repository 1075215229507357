using System.Text.Json.Serialization.Metadata;
using Kms.Client.Wire;

namespace Kms.Client.Secrets;

/// <summary>The operations on secrets; each method has the name of the operation in JD Cloud's documents.</summary>
/// <remarks>What every method throws is said at <see cref="KmsClient"/>. Secret data are UTF-8 bytes and never become strings.</remarks>
public sealed partial class SecretsClient
{
    private readonly KmsClient _client;

    internal SecretsClient(KmsClient client) => _client = client;

    private static Dictionary<string, string> Secret(string secretId) => new() { ["secretId"] = secretId };

    private static Dictionary<string, string> Version(string secretId, string version) => new() { ["secretId"] = secretId, ["version"] = version };

    private async Task ActAsync(string operation, Dictionary<string, string> path, CancellationToken cancellationToken)
    {
        using var reply = await _client.CallAsync(operation, path, null, default, cancellationToken);
    }

    private async Task<KmsReply> SendAsync<TBody>(
        string operation, Dictionary<string, string> path, TBody body, JsonTypeInfo<TBody> type, CancellationToken cancellationToken)
    {
        using var json = BodyWriter.Write(body, type);
        return await _client.CallAsync(operation, path, null, json.Written, cancellationToken);
    }
}

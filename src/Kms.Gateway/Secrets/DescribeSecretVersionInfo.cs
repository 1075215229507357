using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Secrets;

/// <summary>describeSecretVersionInfo. JD Cloud's documents nest the item, its SDKs read it flat: it comes both ways.</summary>
internal static class DescribeSecretVersionInfo
{
    /// <summary>Serves a call.</summary>
    public static async ValueTask HandleAsync(Call call)
    {
        var request = new ReadSecretVersionRequest
        {
            Deadline = call.Deadline,
            Version = new SecretVersionNumber(call.PathVersion),
        };
        var reply = await call.ReadAsync(
            call.Grain<ISecretReadGrain>(), request, static (secret, request) => secret.ReadSecretVersionAsync(request));
        call.Wiped(reply.Version.Data);

        var json = call.BeginResult();
        json.WriteSecretVersion(reply.Version);
        json.WriteStartObject("secretVersionItem"u8);
        json.WriteSecretVersion(reply.Version);
        json.WriteEndObject();
        call.EndResult();
    }
}

using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Secrets;

/// <summary>describeSecretVersionList.</summary>
internal static class DescribeSecretVersionList
{
    /// <summary>Serves a call.</summary>
    public static async ValueTask HandleAsync(Call call)
    {
        var page = Page.Of(call.Query);
        var request = new DescribeSecretVersionsRequest
        {
            Deadline = call.Deadline,
            PageNumber = page.Number,
            PageSize = page.Size,
            IncludeData = call.Options.DataInLists,
        };
        var reply = await call.ReadAsync(
            call.Grain<ISecretReadGrain>(), request, static (secret, request) => secret.DescribeSecretVersionsAsync(request));

        var json = call.BeginResult();
        json.WriteStartObject("secretDetail"u8);
        json.WriteStartObject("secretInfo"u8);
        json.WriteSecretInfo(reply.Secret);
        json.WriteEndObject();
        json.WriteNumber("secretVersionCount"u8, reply.TotalCount);
        json.WriteStartArray("secretVersionList"u8);
        foreach (var version in reply.Versions)
        {
            call.Wiped(version.Data);
            json.WriteStartObject();
            json.WriteSecretVersion(version);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        call.EndResult();
    }
}

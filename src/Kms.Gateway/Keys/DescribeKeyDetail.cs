using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>describeKeyDetail.</summary>
internal static class DescribeKeyDetail
{
    /// <summary>Serves a call.</summary>
    public static async ValueTask HandleAsync(Call call)
    {
        var page = Page.Of(call.Query);
        var request = new DescribeKeyVersionsRequest { Deadline = call.Deadline, PageNumber = page.Number, PageSize = page.Size };
        var reply = await call.ReadAsync(
            call.Grain<IKeyGrain>(), request, static (key, request) => key.DescribeKeyVersionsAsync(request));

        var json = call.BeginResult();
        json.WriteStartObject("keyDetail"u8);
        json.WriteKeyDetail(reply.Key);
        json.WriteNumber("keyVersionCount"u8, reply.TotalCount);
        json.WriteStartArray("keyVersionList"u8);
        foreach (var version in reply.Versions)
        {
            json.WriteKeyVersion(version);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        call.EndResult();
    }
}

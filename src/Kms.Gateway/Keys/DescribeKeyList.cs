using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Catalog;

namespace Kms.Gateway.Keys;

/// <summary>describeKeyList.</summary>
internal static class DescribeKeyList
{
    /// <summary>Serves a call.</summary>
    public static async ValueTask HandleAsync(Call call)
    {
        var page = Page.Of(call.Query);
        var request = new ListKeysRequest { Deadline = call.Deadline, PageNumber = page.Number, PageSize = page.Size };
        var reply = await call.ReadAsync(
            call.AccountGrain<ICatalogGrain>(), request, static (catalog, request) => catalog.ListKeysAsync(request));

        var json = call.BeginResult();
        json.WriteStartArray("keyList"u8);
        foreach (var key in reply.Keys)
        {
            json.WriteStartObject();
            json.WriteKeyInfo(key);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("totalCount"u8, reply.TotalCount);
        call.EndResult();
    }
}

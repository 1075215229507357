using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Catalog;

namespace Kms.Gateway.Secrets;

/// <summary>describeSecretList.</summary>
internal static class DescribeSecretList
{
    /// <summary>Serves a call.</summary>
    public static async ValueTask HandleAsync(Call call)
    {
        var page = Page.Of(call.Query);
        var request = new ListSecretsRequest { Deadline = call.Deadline, PageNumber = page.Number, PageSize = page.Size };
        var reply = await call.ReadAsync(
            call.AccountGrain<ICatalogGrain>(), request, static (catalog, request) => catalog.ListSecretsAsync(request));

        var json = call.BeginResult();
        json.WriteStartArray("secretList"u8);
        foreach (var secret in reply.Secrets)
        {
            json.WriteStartObject();
            json.WriteSecretInfo(secret);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("totalCount"u8, reply.TotalCount);
        call.EndResult();
    }
}

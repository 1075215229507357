using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>describeKey.</summary>
internal static class DescribeKey
{
    /// <summary>Serves a call.</summary>
    public static async ValueTask HandleAsync(Call call)
    {
        var request = new DescribeKeyRequest { Deadline = call.Deadline };
        var reply = await call.ReadAsync(
            call.Grain<IKeyGrain>(), request, static (key, request) => key.DescribeKeyAsync(request));

        var json = call.BeginResult();
        json.WriteStartObject("keyInfo"u8);
        json.WriteKeyInfo(reply.Key);
        json.WriteEndObject();
        call.EndResult();
    }
}

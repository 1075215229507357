using Kms.Gateway.Calls;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>sign.</summary>
internal static class Sign
{
    /// <summary>Serves a call.</summary>
    public static async ValueTask HandleAsync(Call call)
    {
        var request = new SignRequest { Deadline = call.Deadline, Data = PlaintextBody.Read(call) };
        var reply = await call.ReadAsync(
            call.Grain<IKeyCryptoGrain>(), request, static (key, request) => key.SignAsync(request));
        call.BeginResult().WriteBase64String("signature"u8, reply.Signature);
        call.EndResult();
    }
}

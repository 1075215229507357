using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Secrets;

/// <summary>enableSecret.</summary>
internal static class EnableSecret
{
    /// <summary>Serves a call.</summary>
    public static ValueTask HandleAsync(Call call)
    {
        ActionBody.Check(call);
        var request = new EnableSecretRequest { Deadline = call.Deadline };
        return call.ChangeAsync(call.Grain<ISecretGrain>(), request, static (secret, request) => secret.EnableSecretAsync(request));
    }
}

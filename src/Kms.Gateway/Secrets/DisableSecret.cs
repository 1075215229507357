using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Secrets;

/// <summary>disableSecret.</summary>
internal static class DisableSecret
{
    /// <summary>Serves a call.</summary>
    public static ValueTask HandleAsync(Call call)
    {
        ActionBody.Check(call);
        var request = new DisableSecretRequest { Deadline = call.Deadline };
        return call.ChangeAsync(call.Grain<ISecretGrain>(), request, static (secret, request) => secret.DisableSecretAsync(request));
    }
}

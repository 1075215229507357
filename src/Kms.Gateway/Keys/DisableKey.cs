using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>disableKey.</summary>
internal static class DisableKey
{
    /// <summary>Serves a call.</summary>
    public static ValueTask HandleAsync(Call call)
    {
        ActionBody.Check(call);
        var request = new DisableKeyRequest { Deadline = call.Deadline };
        return call.ChangeAsync(call.Grain<IKeyGrain>(), request, static (key, request) => key.DisableKeyAsync(request));
    }
}

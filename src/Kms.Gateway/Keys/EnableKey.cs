using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>enableKey.</summary>
internal static class EnableKey
{
    /// <summary>Serves a call.</summary>
    public static ValueTask HandleAsync(Call call)
    {
        ActionBody.Check(call);
        var request = new EnableKeyRequest { Deadline = call.Deadline };
        return call.ChangeAsync(call.Grain<IKeyGrain>(), request, static (key, request) => key.EnableKeyAsync(request));
    }
}

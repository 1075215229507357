using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>keyRotation.</summary>
internal static class KeyRotation
{
    /// <summary>Serves a call.</summary>
    public static ValueTask HandleAsync(Call call)
    {
        ActionBody.Check(call);
        var request = new RotateKeyRequest { Deadline = call.Deadline };
        return call.ChangeAsync(call.Grain<IKeyGrain>(), request, static (key, request) => (Task)key.RotateKeyAsync(request));
    }
}

using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>cancelKeyDeletion.</summary>
internal static class CancelKeyDeletion
{
    /// <summary>Serves a call.</summary>
    public static ValueTask HandleAsync(Call call)
    {
        ActionBody.Check(call);
        var request = new CancelKeyDeletionRequest { Deadline = call.Deadline };
        return call.ChangeAsync(call.Grain<IKeyGrain>(), request, static (key, request) => key.CancelKeyDeletionAsync(request));
    }
}

using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>cancelKeyVersionDeletion.</summary>
internal static class CancelKeyVersionDeletion
{
    /// <summary>Serves a call.</summary>
    public static ValueTask HandleAsync(Call call)
    {
        var request = new CancelKeyVersionDeletionRequest
        {
            Deadline = call.Deadline,
            Version = new KeyVersionNumber(ActionBody.Version(call)),
        };
        return call.ChangeAsync(call.Grain<IKeyGrain>(), request, static (key, request) => key.CancelKeyVersionDeletionAsync(request));
    }
}

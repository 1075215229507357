using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>enableKeyVersion.</summary>
internal static class EnableKeyVersion
{
    /// <summary>Serves a call.</summary>
    public static ValueTask HandleAsync(Call call)
    {
        var request = new EnableKeyVersionRequest
        {
            Deadline = call.Deadline,
            Version = new KeyVersionNumber(ActionBody.Version(call)),
        };
        return call.ChangeAsync(call.Grain<IKeyGrain>(), request, static (key, request) => key.EnableKeyVersionAsync(request));
    }
}

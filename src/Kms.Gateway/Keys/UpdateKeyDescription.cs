using Kms.Gateway.Calls;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>updateKeyDescription.</summary>
internal static class UpdateKeyDescription
{
    /// <summary>Serves a call.</summary>
    public static ValueTask HandleAsync(Call call)
    {
        var cfg = KeyCfg.Read(call.Body);
        var request = new UpdateKeyRequest
        {
            Deadline = call.Deadline,
            Name = cfg.Name,
            Description = cfg.Description,
            Spec = cfg.Spec,
            AutoRotate = cfg.AutoRotate,
            RotationDays = cfg.RotationDays,
        };
        return call.ChangeAsync(call.Grain<IKeyGrain>(), request, static (key, request) => key.UpdateKeyAsync(request));
    }
}

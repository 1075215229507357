using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>createKey.</summary>
internal static class CreateKey
{
    /// <summary>Serves a call.</summary>
    public static async ValueTask HandleAsync(Call call)
    {
        var request = Read(call.Body, call.Deadline);
        var reply = await NewIds.CreateAsync<IKeyGrain, CreateKeyRequest, CreateKeyReply>(
            call, request, static (key, request) => key.CreateKeyAsync(request));
        call.BeginResult().WriteString("keyId"u8, reply.Key.KeyId);
        call.EndResult();
    }

    private static CreateKeyRequest Read(ReadOnlySpan<byte> body, DateTimeOffset deadline)
    {
        var cfg = KeyCfg.Read(body);
        var rotates = cfg.AutoRotate == true;
        if (rotates && cfg.RotationDays is null or 0)
        {
            throw Invalid.Argument("autoRotate needs a rotationCycle");
        }

        return new CreateKeyRequest
        {
            Deadline = deadline,
            Name = cfg.Name ?? string.Empty,
            Description = cfg.Description ?? string.Empty,
            Spec = cfg.Spec ?? KeySpec.Aes256,
            RotationDays = rotates ? cfg.RotationDays!.Value : 0,
        };
    }
}

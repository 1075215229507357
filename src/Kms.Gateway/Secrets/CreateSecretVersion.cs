using Kms.Gateway.Calls;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Secrets;

/// <summary>createSecretVersion. JD Cloud returns nothing; the new version's number is an addition of ours.</summary>
internal static class CreateSecretVersion
{
    /// <summary>Serves a call.</summary>
    public static async ValueTask HandleAsync(Call call)
    {
        var cfg = SecretCfg.Read(call, "secretVersionCfg"u8);
        var request = new CreateSecretVersionRequest
        {
            Deadline = call.Deadline,
            StartAt = cfg.Times.StartAt,
            ExpireAt = cfg.Times.ExpireAt,
            Data = cfg.Data,
        };
        var reply = await call.ChangeAsync(
            call.Grain<ISecretGrain>(), request, static (secret, request) => secret.CreateSecretVersionAsync(request));
        call.BeginResult().WriteString("secretVersion"u8, reply.Version.ToString());
        call.EndResult();
    }
}

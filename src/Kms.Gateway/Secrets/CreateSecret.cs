using Kms.Gateway.Calls;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Secrets;

/// <summary>createSecret.</summary>
internal static class CreateSecret
{
    /// <summary>Serves a call.</summary>
    public static async ValueTask HandleAsync(Call call)
    {
        var cfg = SecretCfg.Read(call, "secretCfg"u8);
        var request = new CreateSecretRequest
        {
            Deadline = call.Deadline,
            Name = cfg.Description.Name ?? string.Empty,
            Description = cfg.Description.Description ?? string.Empty,
            StartAt = cfg.Times.StartAt,
            ExpireAt = cfg.Times.ExpireAt,
            Data = cfg.Data,
        };
        var reply = await NewIds.CreateAsync<ISecretGrain, CreateSecretRequest, CreateSecretReply>(
            call, request, static (secret, request) => secret.CreateSecretAsync(request));
        call.BeginResult().WriteString("secretId"u8, reply.Secret.SecretId);
        call.EndResult();
    }
}

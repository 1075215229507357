using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Secrets;

/// <summary>updateSecret.</summary>
internal static class UpdateSecret
{
    /// <summary>Serves a call.</summary>
    public static ValueTask HandleAsync(Call call)
    {
        var cfg = Read(call.Body);
        var request = new UpdateSecretRequest { Deadline = call.Deadline, Name = cfg.Name, Description = cfg.Description };
        return call.ChangeAsync(
            call.Grain<ISecretGrain>(), request, static (secret, request) => secret.UpdateSecretAsync(request));
    }

    private static SecretDescCfg Read(ReadOnlySpan<byte> body)
    {
        SecretDescCfg? cfg = null;
        var json = new JsonInput(body);
        var names = default(MemberNames);
        while (json.Next(ref names))
        {
            if (json.Is("secretDescCfg"u8))
            {
                cfg = SecretDescCfg.Read(ref json);
            }
            else
            {
                json.Ignore();
            }
        }

        return cfg ?? throw Invalid.Missing("secretDescCfg");
    }
}

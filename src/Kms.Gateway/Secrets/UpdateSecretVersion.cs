using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Secrets;

/// <summary>updateSecretVersion.</summary>
internal static class UpdateSecretVersion
{
    /// <summary>Serves a call.</summary>
    public static ValueTask HandleAsync(Call call) => call.ChangeAsync(
        call.Grain<ISecretGrain>(), Read(call), static (secret, request) => secret.UpdateSecretVersionAsync(request));

    private static UpdateSecretVersionRequest Read(Call call)
    {
        SecretTimeCfg? times = null;
        string? version = null;
        var json = new JsonInput(call.Body);
        var names = default(MemberNames);
        while (json.Next(ref names))
        {
            if (json.Is("secretTimeCfg"u8))
            {
                times = SecretTimeCfg.Read(ref json);
            }
            else if (call.HasVersionInBody && json.Is("version"u8))
            {
                version = json.Text();
            }
            else
            {
                json.Ignore();
            }
        }

        var given = times ?? throw Invalid.Missing("secretTimeCfg");
        return new UpdateSecretVersionRequest
        {
            Deadline = call.Deadline,
            Version = new SecretVersionNumber(ActionBody.VersionOf(call, version)),
            StartAt = given.Start,
            ExpireAt = given.Expire,
        };
    }
}

using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Secrets;

/// <summary>enableSecretVersion.</summary>
internal static class EnableSecretVersion
{
    /// <summary>Serves a call.</summary>
    public static ValueTask HandleAsync(Call call)
    {
        var request = new EnableSecretVersionRequest
        {
            Deadline = call.Deadline,
            Version = new SecretVersionNumber(ActionBody.Version(call)),
        };
        return call.ChangeAsync(call.Grain<ISecretGrain>(), request, static (secret, request) => secret.EnableSecretVersionAsync(request));
    }
}

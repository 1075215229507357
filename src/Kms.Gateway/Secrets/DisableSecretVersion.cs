using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Secrets;

/// <summary>disableSecretVersion.</summary>
internal static class DisableSecretVersion
{
    /// <summary>Serves a call.</summary>
    public static ValueTask HandleAsync(Call call)
    {
        var request = new DisableSecretVersionRequest
        {
            Deadline = call.Deadline,
            Version = new SecretVersionNumber(ActionBody.Version(call)),
        };
        return call.ChangeAsync(call.Grain<ISecretGrain>(), request, static (secret, request) => secret.DisableSecretVersionAsync(request));
    }
}

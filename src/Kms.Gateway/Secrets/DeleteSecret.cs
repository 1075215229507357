using Kms.Gateway.Calls;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Secrets;

/// <summary>deleteSecret.</summary>
internal static class DeleteSecret
{
    /// <summary>Serves a call.</summary>
    public static ValueTask HandleAsync(Call call)
    {
        var request = new DeleteSecretRequest { Deadline = call.Deadline };
        return call.ChangeAsync(
            call.Grain<ISecretGrain>(), request, static (secret, request) => secret.DeleteSecretAsync(request));
    }
}

using Kms.Gateway.Calls;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Secrets;

/// <summary>deleteSecretVersion.</summary>
internal static class DeleteSecretVersion
{
    /// <summary>Serves a call.</summary>
    public static ValueTask HandleAsync(Call call)
    {
        var request = new DeleteSecretVersionRequest
        {
            Deadline = call.Deadline,
            Version = new SecretVersionNumber(call.PathVersion),
        };
        return call.ChangeAsync(
            call.Grain<ISecretGrain>(), request, static (secret, request) => secret.DeleteSecretVersionAsync(request));
    }
}

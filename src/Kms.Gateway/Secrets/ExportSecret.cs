using System.Buffers.Text;
using Kms.Gateway.Calls;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Secrets;

/// <summary>exportSecret.</summary>
internal static class ExportSecret
{
    /// <summary>What an import's body has around the package: <c>{"secretPackage":""}</c> and some spaces.</summary>
    private const int ImportOverhead = 64;

    /// <summary>Serves a call.</summary>
    public static async ValueTask HandleAsync(Call call)
    {
        var request = new ExportSecretRequest { Deadline = call.Deadline };
        var reply = await call.ReadAsync(
            call.Grain<ISecretReadGrain>(), request, static (secret, request) => secret.ExportSecretAsync(request));

        // A package that nobody could import is not given out.
        if (Base64.GetMaxEncodedToUtf8Length(reply.Package.Length) > call.Options.ImportBytes - ImportOverhead)
        {
            throw new KmsException(KmsErrorCode.StateConflict, "the secret is too large for a package");
        }

        call.BeginResult().WriteBase64String("secretPackage"u8, reply.Package);
        call.EndResult();
    }
}

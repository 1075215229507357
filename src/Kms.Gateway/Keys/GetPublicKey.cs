using System.Security.Cryptography;
using Kms.Gateway.Calls;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>getPublicKey.</summary>
internal static class GetPublicKey
{
    /// <summary>Serves a call.</summary>
    public static async ValueTask HandleAsync(Call call)
    {
        var request = new GetPublicKeyRequest { Deadline = call.Deadline };
        var reply = await call.ReadAsync(
            call.Grain<IKeyCryptoGrain>(), request, static (key, request) => key.GetPublicKeyAsync(request));

        // RFC 7468, section 13; lines end in \n, the last one too.
        var pem = PemEncoding.WriteString("PUBLIC KEY", reply.SubjectPublicKeyInfo) + '\n';
        call.BeginResult().WriteString("publicKeyBlob"u8, pem);
        call.EndResult();
    }
}

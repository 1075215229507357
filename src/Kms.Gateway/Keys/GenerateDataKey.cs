using Kms.Gateway.Calls;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>generateDataKey.</summary>
internal static class GenerateDataKey
{
    /// <summary>Serves a call.</summary>
    public static async ValueTask HandleAsync(Call call)
    {
        var request = new GenerateDataKeyRequest { Deadline = call.Deadline };
        var reply = await call.ReadAsync(
            call.Grain<IKeyCryptoGrain>(), request, static (key, request) => key.GenerateDataKeyAsync(request));

        var json = call.BeginResult();
        json.WriteBase64String("plaintext"u8, call.Wiped(reply.Plaintext));
        json.WriteBase64String("ciphertextBlob"u8, reply.Ciphertext);
        call.EndResult();
    }
}

using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>encrypt.</summary>
internal static class Encrypt
{
    /// <summary>Serves a call.</summary>
    public static async ValueTask HandleAsync(Call call)
    {
        var request = new EncryptRequest { Deadline = call.Deadline, Plaintext = PlaintextBody.Read(call) };
        var reply = await call.ReadAsync(
            call.Grain<IKeyCryptoGrain>(), request, static (key, request) => key.EncryptAsync(request));
        call.BeginResult().WriteBase64String("ciphertextBlob"u8, reply.Ciphertext);
        call.EndResult();
    }
}

using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>decrypt.</summary>
internal static class Decrypt
{
    /// <summary>Serves a call.</summary>
    public static async ValueTask HandleAsync(Call call)
    {
        var request = new DecryptRequest { Deadline = call.Deadline, Ciphertext = ReadCiphertext(call.Body) };
        var reply = await call.ReadAsync(
            call.Grain<IKeyCryptoGrain>(), request, static (key, request) => key.DecryptAsync(request));
        call.BeginResult().WriteBase64String("plaintext"u8, call.Wiped(reply.Plaintext));
        call.EndResult();
    }

    private static byte[] ReadCiphertext(ReadOnlySpan<byte> body)
    {
        byte[]? ciphertext = null;
        var json = new JsonInput(body);
        var names = default(MemberNames);
        while (json.Next(ref names))
        {
            if (json.Is("ciphertextBlob"u8))
            {
                ciphertext = json.Base64();
            }
            else
            {
                json.Ignore();
            }
        }

        return ciphertext ?? throw Invalid.Missing("ciphertextBlob");
    }
}

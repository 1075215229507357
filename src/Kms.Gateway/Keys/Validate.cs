using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>validate. A wrong signature is an answer, not an error.</summary>
internal static class Validate
{
    /// <summary>Serves a call.</summary>
    public static async ValueTask HandleAsync(Call call)
    {
        var reply = await call.ReadAsync(
            call.Grain<IKeyCryptoGrain>(), Read(call), static (key, request) => key.VerifyAsync(request));
        call.BeginResult().WriteBoolean("validated"u8, reply.Valid);
        call.EndResult();
    }

    private static VerifyRequest Read(Call call)
    {
        byte[]? plaintext = null;
        byte[]? signature = null;
        var json = new JsonInput(call.Body);
        var names = default(MemberNames);
        while (json.Next(ref names))
        {
            if (json.Is("plaintext"u8))
            {
                plaintext = call.Wiped(json.Base64());
            }
            else if (json.Is("signature"u8))
            {
                signature = json.Base64();
            }
            else
            {
                json.Ignore();
            }
        }

        return new VerifyRequest
        {
            Deadline = call.Deadline,
            Data = plaintext ?? throw Invalid.Missing("plaintext"),
            Signature = signature is { Length: > 0 } ? signature : throw Invalid.Missing("signature"),
        };
    }
}

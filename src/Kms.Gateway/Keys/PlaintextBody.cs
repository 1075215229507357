using Kms.Gateway.Calls;
using Kms.Gateway.Wire;

namespace Kms.Gateway.Keys;

/// <summary>The body of encrypt and sign: <c>plaintext</c> in base64. How long it may be depends on the key.</summary>
internal static class PlaintextBody
{
    /// <summary>Reads it; the bytes are zeroed when the call is over.</summary>
    public static byte[] Read(Call call)
    {
        byte[]? plaintext = null;
        var json = new JsonInput(call.Body);
        var names = default(MemberNames);
        while (json.Next(ref names))
        {
            if (json.Is("plaintext"u8))
            {
                plaintext = call.Wiped(json.Base64());
            }
            else
            {
                json.Ignore();
            }
        }

        return plaintext ?? throw Invalid.Missing("plaintext");
    }
}

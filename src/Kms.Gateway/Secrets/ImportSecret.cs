using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Secrets;

/// <summary>importSecret. JD Cloud returns nothing; the new secret's id is an addition of ours.</summary>
internal static class ImportSecret
{
    /// <summary>Serves a call.</summary>
    public static async ValueTask HandleAsync(Call call)
    {
        var request = new ImportSecretRequest { Deadline = call.Deadline, Package = ReadPackage(call.Body) };
        var reply = await NewIds.CreateAsync<ISecretGrain, ImportSecretRequest, ImportSecretReply>(
            call, request, static (secret, request) => secret.ImportSecretAsync(request));
        call.BeginResult().WriteString("secretId"u8, reply.Secret.SecretId);
        call.EndResult();
    }

    private static byte[] ReadPackage(ReadOnlySpan<byte> body)
    {
        byte[]? package = null;
        var json = new JsonInput(body);
        var names = default(MemberNames);
        while (json.Next(ref names))
        {
            if (json.Is("secretPackage"u8))
            {
                package = json.Base64();
            }
            else
            {
                json.Ignore();
            }
        }

        return package is { Length: > 0 } ? package : throw Invalid.Missing("secretPackage");
    }
}

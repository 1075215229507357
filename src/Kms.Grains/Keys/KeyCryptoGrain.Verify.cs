using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Crypto;
using Kms.Grains.Domain;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Keys;

internal sealed partial class KeyCryptoGrain
{
    private static readonly Refusal s_noSignature = new(KmsErrorCode.InvalidArgument, "signature: must not be empty");

    /// <inheritdoc/>
    public Task<VerifyReply> VerifyAsync(VerifyRequest request)
    {
        RefuseLate(request);
        Throw(KeyRules.RefuseData(request.Data?.Length ?? 0));
        Throw(request.Signature is null or [] ? s_noSignature : null);
        return AnswerAsync(VerifyAsync(request.Data!, request.Signature!));
    }

    private async ValueTask<VerifyReply> VerifyAsync(byte[] data, byte[] signature)
    {
        var version = await AdmitAsync(KeyOperation.Verify);
        var valid = version.Spec == KeySpec.Rsa2048
            ? (await PublicKeyAsync(version)).Verify(data, signature)
            : await VerifySm3Async(version, data, signature);
        return new VerifyReply { Valid = valid };
    }

    private async ValueTask<bool> VerifySm3Async(UsableVersion version, byte[] data, byte[] signature)
    {
        using var key = await OpenAsync(version);
        return Sm3Hmac.Verify(key.ExposeSpan(), data, signature);
    }
}

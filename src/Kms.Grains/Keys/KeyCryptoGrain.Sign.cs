using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Crypto;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Keys;

internal sealed partial class KeyCryptoGrain
{
    /// <inheritdoc/>
    public Task<SignReply> SignAsync(SignRequest request)
    {
        RefuseLate(request);
        Throw(KeyRules.RefuseData(request.Data?.Length ?? 0));
        return AnswerAsync(SignAsync(request.Data!));
    }

    private async ValueTask<SignReply> SignAsync(byte[] data)
    {
        var version = await AdmitAsync(KeyOperation.Sign);
        var signature = version.Spec == KeySpec.Rsa2048
            ? await hsm.SignRsaAsync(version.Binding, WrappedOf(version), data, CancellationToken.None)
            : await SignSm3Async(version, data);
        return new SignReply { Signature = signature, Version = version.Number };
    }

    private async ValueTask<byte[]> SignSm3Async(UsableVersion version, byte[] data)
    {
        using var key = await OpenAsync(version);
        return Sm3Hmac.Sign(key.ExposeSpan(), data);
    }
}

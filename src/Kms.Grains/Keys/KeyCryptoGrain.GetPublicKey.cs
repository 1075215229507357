using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Keys;

internal sealed partial class KeyCryptoGrain
{
    /// <inheritdoc/>
    public Task<GetPublicKeyReply> GetPublicKeyAsync(GetPublicKeyRequest request)
    {
        RefuseLate(request);
        return AnswerAsync(GetPublicKeyAsync());
    }

    private async ValueTask<GetPublicKeyReply> GetPublicKeyAsync()
    {
        var version = await AdmitAsync(KeyOperation.GetPublicKey);
        return new GetPublicKeyReply { SubjectPublicKeyInfo = (await PublicKeyAsync(version)).SubjectPublicKeyInfo };
    }
}

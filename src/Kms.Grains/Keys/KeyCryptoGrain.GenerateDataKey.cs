using System.Security.Cryptography;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Keys;

internal sealed partial class KeyCryptoGrain
{
    /// <inheritdoc/>
    public Task<GenerateDataKeyReply> GenerateDataKeyAsync(GenerateDataKeyRequest request)
    {
        RefuseLate(request);
        return AnswerAsync(GenerateDataKeyAsync());
    }

    private async ValueTask<GenerateDataKeyReply> GenerateDataKeyAsync()
    {
        var version = await AdmitAsync(KeyOperation.GenerateDataKey);
        var dataKey = RandomNumberGenerator.GetBytes(KeyRules.DataKeyLength);
        try
        {
            var ciphertext = await SealEnvelopeAsync(version, dataKey, []);
            return new GenerateDataKeyReply { Plaintext = dataKey, Ciphertext = ciphertext, Version = version.Number };
        }
        catch
        {
            // Nobody gets it, so it is still ours.
            CryptographicOperations.ZeroMemory(dataKey);
            throw;
        }
    }
}

using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Crypto;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Keys;

internal sealed partial class KeyCryptoGrain
{
    /// <inheritdoc/>
    public Task<EncryptReply> EncryptAsync(EncryptRequest request)
    {
        RefuseLate(request);
        Throw(KeyRules.RefusePlaintext(KeySpec.Aes256, request.Plaintext?.Length ?? 0));
        return AnswerAsync(EncryptAsync(request.Plaintext!, ContextOf(request.Context)));
    }

    private async ValueTask<EncryptReply> EncryptAsync(byte[] plaintext, byte[] context)
    {
        var version = await AdmitAsync(KeyOperation.Encrypt);
        Throw(KeyRules.RefusePlaintext(version.Spec, plaintext.Length));
        var ciphertext = version.Spec == KeySpec.Rsa2048
            ? (await PublicKeyAsync(version)).Encrypt(plaintext)
            : await SealEnvelopeAsync(version, plaintext, context);
        return new EncryptReply { Ciphertext = ciphertext, Version = version.Number };
    }

    /// <summary>A ciphertext envelope under a symmetric version.</summary>
    private async ValueTask<byte[]> SealEnvelopeAsync(UsableVersion version, byte[] plaintext, byte[] context)
    {
        var envelope = new byte[CiphertextEnvelope.Overhead + plaintext.Length];
        version.Header.CopyTo(envelope);
        var body = envelope.AsMemory(CiphertextEnvelope.HeaderLength);
        var associatedData = version.AssociatedData(context);
        if (version.Spec == KeySpec.Aes256)
        {
            await hsm.EncryptAsync(version.Binding, WrappedOf(version), associatedData, plaintext, body, CancellationToken.None);
        }
        else
        {
            using var key = await OpenAsync(version);
            Sm4Gcm.Encrypt(key.ExposeSpan(), associatedData.Span, plaintext, body.Span);
        }

        return envelope;
    }
}

using System.Security.Cryptography;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Crypto;
using Kms.Grains.Domain;
using Kms.Grains.Domain.Keys;
using Kms.Grains.Hsm;

namespace Kms.Grains.Keys;

internal sealed partial class KeyCryptoGrain
{
    /// <inheritdoc/>
    public Task<DecryptReply> DecryptAsync(DecryptRequest request)
    {
        RefuseLate(request);
        return AnswerAsync(DecryptAsync(request.Ciphertext ?? [], ContextOf(request.Context)));
    }

    private async ValueTask<DecryptReply> DecryptAsync(byte[] ciphertext, byte[] context)
    {
        var decision = await AdmitCiphertextAsync(await leases.GetAsync(_id, snapshots), ciphertext);
        if (decision.IsRefused(out _, out var found) ? leases.Holds : found.Version.Material is null)
        {
            // The version may have been added or enabled since this was read, or destroyed between head and page.
            decision = await AdmitCiphertextAsync(await leases.RereadAsync(_id, snapshots), ciphertext);
        }

        if (decision.IsRefused(out var refusal, out var version))
        {
            throw refusal.ToException();
        }

        var plaintext = version.Spec switch
        {
            KeySpec.Rsa2048 => await OpenRsaAsync(version, ciphertext),
            _ => await OpenEnvelopeAsync(version, ciphertext, context),
        };
        return plaintext is null ? throw KeyRefusals.BadCiphertext.ToException() : new DecryptReply { Plaintext = plaintext };
    }

    /// <summary>
    /// The version that is to open a ciphertext. Order: existence, kind and state of the key; what the header says;
    /// existence and tag of the version; its state.
    /// </summary>
    private async ValueTask<Decision<UsableVersion>> AdmitCiphertextAsync(KeySnapshot? snapshot, byte[] ciphertext)
    {
        var now = time.GetUtcNow();
        if (KeyAdmission.AdmitKey(snapshot?.Key, KeyOperation.Decrypt, now) is { } refusal)
        {
            return refusal;
        }

        var key = snapshot!.Key;
        if (key.Spec == KeySpec.Rsa2048)
        {
            // A bare block names no version; an RSA key has one.
            return KeyAdmission.Admit(key, KeyOperation.Decrypt, now).IsRefused(out var refused, out var primary)
                ? refused
                : snapshot.Find(primary.Value) ?? throw Missing(primary);
        }

        if (CiphertextEnvelope.ReadHeader(ciphertext, KeyBindings.AlgorithmOf(key.Spec), _id.Id, out var number, out var tag) != EnvelopeDefect.None)
        {
            // Decided from the bytes alone, so reading the key again could not change it.
            throw KeyRefusals.BadCiphertext.ToException();
        }

        var state = KeyAdmission.AdmitVersion(key, new KeyVersionNumber(number), now);
        if (state is { Code: not KmsErrorCode.StateConflict })
        {
            return state;
        }

        var version = await FindAsync(snapshot, number);
        return version.Version.Tag == tag ? (state is null ? version : state) : KeyRefusals.BadCiphertext;
    }

    /// <summary>A version that there is, from the head or from its page.</summary>
    private async ValueTask<UsableVersion> FindAsync(KeySnapshot snapshot, uint number)
    {
        if (snapshot.Find(number) is { } inHead)
        {
            return inHead;
        }

        var page = await leases.GetAsync(KeyRecords.PageIdentity(_id.Account, _id.Id, KeyPages.PageOf(number)), pages);
        return page?.Find(number, _id, snapshot.Key.Spec) ?? throw Missing(new KeyVersionNumber(number));
    }

    /// <summary>The plaintext of an envelope, or null when it is not authentic.</summary>
    private async ValueTask<byte[]?> OpenEnvelopeAsync(UsableVersion version, byte[] envelope, byte[] context)
    {
        var plaintext = new byte[envelope.Length - CiphertextEnvelope.Overhead];
        var body = envelope.AsMemory(CiphertextEnvelope.HeaderLength);
        var associatedData = version.AssociatedData(context);
        if (version.Spec == KeySpec.Aes256)
        {
            return await hsm.DecryptAsync(version.Binding, WrappedOf(version), associatedData, body, plaintext, CancellationToken.None) ? plaintext : null;
        }

        using var key = await OpenAsync(version);
        return Sm4Gcm.Decrypt(key.ExposeSpan(), associatedData.Span, body.Span, plaintext) ? plaintext : null;
    }

    /// <summary>The plaintext of an RSA block, or null when there is none in it.</summary>
    private async ValueTask<byte[]?> OpenRsaAsync(UsableVersion version, byte[] block)
    {
        if (!(await PublicKeyAsync(version)).IsBlock(block))
        {
            return null;
        }

        var padded = new byte[HsmArguments.RsaBlockLength];
        try
        {
            var length = await hsm.DecryptRsaAsync(version.Binding, WrappedOf(version), block, padded, CancellationToken.None);
            return length < 0 ? null : padded[..length];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(padded);
        }
    }
}

using System.Security.Cryptography;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Sessions;
using Net.Pkcs11Interop.Common;

namespace Kms.Silo.Hsm.Pkcs11.Operations;

/// <summary>AES-256-GCM with a fresh IV: <c>destination = iv(12) ciphertext tag(16)</c>.</summary>
internal readonly struct GcmEncryption(ReadOnlyMemory<byte> associatedData, ReadOnlyMemory<byte> plaintext, Memory<byte> destination) : ITokenOperation<Nothing>
{
    /// <inheritdoc />
    public void Load(TokenSession session)
    {
        RandomNumberGenerator.Fill(session.Gcm.Iv);
        session.Gcm.LoadAssociatedData(associatedData.Span);
        session.Input.Load(plaintext.Span);
        session.Output.Take(plaintext.Length + HsmArguments.TagLength);
    }

    /// <inheritdoc />
    public CKR Call(TokenSession session, ulong key)
    {
        var mechanism = session.Gcm.Mechanism;
        var code = session.Cryptoki.EncryptInit(session.Handle, ref mechanism, key);
        if (code != CKR.CKR_OK)
            return code;

        var length = (ulong)session.Output.Length;
        code = session.Cryptoki.Encrypt(session.Handle, session.Input.Buffer, (ulong)session.Input.Length, session.Output.Buffer, ref length);
        return code == CKR.CKR_OK && length != (ulong)session.Output.Length ? CKR.CKR_FUNCTION_FAILED : code;
    }

    /// <inheritdoc />
    public Nothing Complete(TokenSession session)
    {
        session.Gcm.Iv.CopyTo(destination.Span);
        session.Output.Span.CopyTo(destination.Span[HsmArguments.IvLength..]);
        return default;
    }

    /// <inheritdoc />
    public bool TryReject(out Nothing result)
    {
        result = default;
        return false;
    }
}

using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Sessions;
using Net.Pkcs11Interop.Common;

namespace Kms.Silo.Hsm.Pkcs11.Operations;

/// <summary>Opens what <see cref="GcmEncryption"/> wrote; false when it is not authentic, and then all zeroes.</summary>
internal readonly struct GcmDecryption(ReadOnlyMemory<byte> associatedData, ReadOnlyMemory<byte> source, Memory<byte> destination) : ITokenOperation<bool>
{
    /// <inheritdoc />
    public void Load(TokenSession session)
    {
        source.Span[..HsmArguments.IvLength].CopyTo(session.Gcm.Iv);
        session.Gcm.LoadAssociatedData(associatedData.Span);
        session.Input.Load(source.Span[HsmArguments.IvLength..]);
        session.Output.Take(session.Input.Length);
    }

    /// <inheritdoc />
    public CKR Call(TokenSession session, ulong key)
    {
        var mechanism = session.Gcm.Mechanism;
        var code = session.Cryptoki.DecryptInit(session.Handle, ref mechanism, key);
        if (code != CKR.CKR_OK)
            return code;

        var length = (ulong)session.Output.Length;
        code = session.Cryptoki.Decrypt(session.Handle, session.Input.Buffer, (ulong)session.Input.Length, session.Output.Buffer, ref length);
        return code == CKR.CKR_OK && length != (ulong)(session.Output.Length - HsmArguments.TagLength) ? CKR.CKR_FUNCTION_FAILED : code;
    }

    /// <inheritdoc />
    public bool Complete(TokenSession session)
    {
        session.Output.Span[..destination.Length].CopyTo(destination.Span);
        return true;
    }

    /// <inheritdoc />
    public bool TryReject(out bool result)
    {
        destination.Span.Clear();
        result = false;
        return true;
    }
}

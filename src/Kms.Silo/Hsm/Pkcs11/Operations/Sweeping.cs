using Kms.Silo.Hsm.Pkcs11.Sessions;
using Net.Pkcs11Interop.Common;

namespace Kms.Silo.Hsm.Pkcs11.Operations;

/// <summary>Destroys a batch of objects that nobody uses any more; in the owner session.</summary>
internal readonly struct Sweeping(OpenToken token) : ITokenOperation<Nothing>
{
    /// <summary>About a millisecond on SoftHSM, after which an unwrapping may come in between.</summary>
    private const int Batch = 64;

    /// <inheritdoc />
    public void Load(TokenSession session)
    {
    }

    /// <inheritdoc />
    public CKR Call(TokenSession session, ulong kek)
    {
        DiscardedObjects.Destroy(token.Objects, session, Batch);
        return CKR.CKR_OK;
    }

    /// <inheritdoc />
    public Nothing Complete(TokenSession session) => default;

    /// <inheritdoc />
    public bool TryReject(out Nothing result)
    {
        result = default;
        return false;
    }
}

using Kms.Silo.Hsm.Pkcs11.Objects;

namespace Kms.Silo.Hsm.Pkcs11.Running;

/// <summary>A key that stays valid until it is released.</summary>
/// <param name="Handle">CK_OBJECT_HANDLE.</param>
/// <param name="Entry">What holds it; null for a root, which nobody destroys.</param>
internal readonly record struct KeyLease(ulong Handle, CachedObject? Entry)
{
    /// <summary>Ends it.</summary>
    public void Release() => Entry?.Release();
}

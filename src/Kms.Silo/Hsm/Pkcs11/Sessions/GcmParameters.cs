using System.Runtime.InteropServices;
using Kms.Grains.Hsm;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;
using Net.Pkcs11Interop.LowLevelAPI80.MechanismParams;

namespace Kms.Silo.Hsm.Pkcs11.Sessions;

/// <summary>
/// The parameter block of CKM_AES_GCM, made once per session. The IV has 12 bytes and the tag 16, always: modules
/// accept empty IVs and tags of 0 or 32 bits without a word.
/// </summary>
internal sealed class GcmParameters
{
    private const int TagBits = HsmArguments.TagLength * 8;

    private readonly CK_GCM_PARAMS[] _block = GC.AllocateArray<CK_GCM_PARAMS>(1, pinned: true);
    private readonly byte[] _iv = GC.AllocateArray<byte>(HsmArguments.IvLength, pinned: true);

    /// <summary>Makes the block.</summary>
    public GcmParameters()
    {
        _block[0] = new CK_GCM_PARAMS
        {
            Iv = Marshal.UnsafeAddrOfPinnedArrayElement(_iv, 0),
            IvLen = HsmArguments.IvLength,
            IvBits = HsmArguments.IvLength * 8,
            TagBits = TagBits,
        };
        Mechanism = new CK_MECHANISM
        {
            Mechanism = (ulong)CKM.CKM_AES_GCM,
            Parameter = Marshal.UnsafeAddrOfPinnedArrayElement(_block, 0),
            ParameterLen = (ulong)Marshal.SizeOf<CK_GCM_PARAMS>(),
        };
    }

    /// <summary>The mechanism with this block.</summary>
    public CK_MECHANISM Mechanism { get; }

    /// <summary>The IV of the next call.</summary>
    public Span<byte> Iv => _iv;

    /// <summary>The associated data of the next call.</summary>
    public Scratch AssociatedData { get; } = new();

    /// <summary>Takes the associated data over and points the block at it.</summary>
    public void LoadAssociatedData(ReadOnlySpan<byte> content)
    {
        AssociatedData.Load(content);
        _block[0].AAD = content.Length == 0 ? 0 : Marshal.UnsafeAddrOfPinnedArrayElement(AssociatedData.Buffer, 0);
        _block[0].AADLen = (ulong)content.Length;
    }
}

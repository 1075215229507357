using System.Text;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Native;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Hsm.Pkcs11.Opening;

/// <summary>Finds the token by its label. Slot numbers are no names: SoftHSM deals them out anew.</summary>
internal static class TokenFinder
{
    /// <summary>The slot of the one token with this label.</summary>
    /// <exception cref="HsmException">There is none, or more than one.</exception>
    public static ulong Find(ICryptoki cryptoki, string label)
    {
        var found = Slots(cryptoki).Where(slot => Label(cryptoki, slot) == label).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new HsmException(HsmFault.Unavailable, $"The module has no token with the label '{label}' (Kms__Hsm__TokenLabel)."),
            _ => throw new HsmException(HsmFault.Refused, $"The module has {found.Count} tokens with the label '{label}' (Kms__Hsm__TokenLabel)."),
        };
    }

    /// <summary>The label of the token in a slot; null when the token does not answer.</summary>
    public static string? Label(ICryptoki cryptoki, ulong slot)
    {
        var info = default(CK_TOKEN_INFO);
        return cryptoki.GetTokenInfo(slot, ref info) == CKR.CKR_OK ? Encoding.UTF8.GetString(info.Label).TrimEnd(' ', '\0') : null;
    }

    private static ulong[] Slots(ICryptoki cryptoki)
    {
        var count = 0UL;
        Faults.Require("C_GetSlotList", cryptoki.GetSlotList(null, ref count));
        var slots = new ulong[count];
        Faults.Require("C_GetSlotList", cryptoki.GetSlotList(slots, ref count));
        return slots[..(int)count];
    }
}

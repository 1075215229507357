using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Hsm.Pkcs11.Native;

/// <summary>Reads attributes of an object.</summary>
internal static class Attributes
{
    /// <summary>CK_UNAVAILABLE_INFORMATION: the object has no such attribute, or does not show it.</summary>
    private const ulong Unavailable = ulong.MaxValue;

    /// <summary>Longest value that is read: the modulus of RSA-4096 is 512 bytes.</summary>
    private const int Longest = 4096;

    /// <summary>The value.</summary>
    /// <returns>CKR_OK and the value, or the module's refusal and an empty value.</returns>
    public static CKR Read(ICryptoki cryptoki, ulong session, ulong key, CKA type, out byte[] value)
    {
        value = [];
        var query = new[] { new CK_ATTRIBUTE { type = (ulong)type } };
        var code = cryptoki.GetAttributeValue(session, key, query);
        if (code != CKR.CKR_OK)
            return code;
        if (query[0].valueLen is Unavailable or > Longest)
            return CKR.CKR_ATTRIBUTE_TYPE_INVALID;

        var buffer = GC.AllocateArray<byte>((int)query[0].valueLen, pinned: true);
        query[0].value = buffer.Length == 0 ? 0 : System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(buffer, 0);
        code = cryptoki.GetAttributeValue(session, key, query);
        if (code == CKR.CKR_OK)
            value = buffer;
        GC.KeepAlive(buffer);
        return code;
    }

    /// <summary>A CK_BBOOL; null when the object does not have or show it.</summary>
    /// <exception cref="Kms.Grains.Hsm.HsmException">The token failed.</exception>
    public static bool? ReadBool(ICryptoki cryptoki, ulong session, ulong key, CKA type) =>
        ReadOrNull(cryptoki, session, key, type) is [var flag] ? flag != 0 : null;

    /// <summary>A CK_ULONG; null when the object does not have or show it.</summary>
    /// <exception cref="Kms.Grains.Hsm.HsmException">The token failed.</exception>
    public static ulong? ReadNumber(ICryptoki cryptoki, ulong session, ulong key, CKA type) =>
        ReadOrNull(cryptoki, session, key, type) is { Length: sizeof(ulong) } value ? BitConverter.ToUInt64(value) : null;

    private static byte[]? ReadOrNull(ICryptoki cryptoki, ulong session, ulong key, CKA type)
    {
        var code = Read(cryptoki, session, key, type, out var value);
        if (code is CKR.CKR_ATTRIBUTE_TYPE_INVALID or CKR.CKR_ATTRIBUTE_SENSITIVE)
            return null;
        Faults.Require("C_GetAttributeValue", code);
        return value;
    }
}

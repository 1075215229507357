using System.Runtime.InteropServices;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Hsm.Pkcs11.Native;

/// <summary>
/// Attributes with their values in pinned memory, for as long as the template lives. What is made once may be passed
/// to any number of calls at once, because modules only read it.
/// </summary>
internal sealed class AttributeTemplate
{
    private readonly byte[] _values;

    /// <summary>Lays the attributes out.</summary>
    /// <param name="attributes">Type and value; a value is a bool (CK_BBOOL), a ulong (CK_ULONG) or a byte[].</param>
    public AttributeTemplate(params ReadOnlySpan<(CKA Type, object Value)> attributes)
    {
        Attributes = GC.AllocateArray<CK_ATTRIBUTE>(attributes.Length, pinned: true);
        _values = GC.AllocateArray<byte>(Total(attributes), pinned: true);
        var offset = 0;
        for (var i = 0; i < attributes.Length; i++)
        {
            var value = Bytes(attributes[i].Value);
            value.CopyTo(_values, offset);
            Attributes[i] = new CK_ATTRIBUTE
            {
                type = (ulong)attributes[i].Type,
                value = value.Length == 0 ? 0 : Marshal.UnsafeAddrOfPinnedArrayElement(_values, offset),
                valueLen = (ulong)value.Length,
            };
            offset += Aligned(value.Length);
        }
    }

    /// <summary>What the functions of a module take.</summary>
    public CK_ATTRIBUTE[] Attributes { get; }

    private static int Total(ReadOnlySpan<(CKA Type, object Value)> attributes)
    {
        var total = 0;
        foreach (var (_, value) in attributes)
            total += Aligned(Bytes(value).Length);
        return total;
    }

    /// <summary>A CK_ULONG begins where the machine likes it to.</summary>
    private static int Aligned(int length) => (length + sizeof(ulong) - 1) & -sizeof(ulong);

    private static byte[] Bytes(object value) => value switch
    {
        bool flag => [flag ? (byte)1 : (byte)0],
        ulong number => BitConverter.GetBytes(number),
        byte[] bytes => bytes,
        _ => throw new ArgumentException($"An attribute has no value of type {value.GetType().Name}.", nameof(value)),
    };
}

using Kms.Silo.Hsm.Pkcs11.Native;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Tests.Hsm.Pkcs11;

/// <summary>What code in the same process can do to an open token past the adapter: a session of its own in the same module, under the same login.</summary>
internal sealed class RawToken : IDisposable
{
    private readonly Pkcs11Library _library;
    private readonly ulong _session;

    /// <param name="library">The path that the adapter loaded.</param>
    public RawToken(string library, ulong slot)
    {
        _library = new Pkcs11Library(library);
        Faults.Require("C_OpenSession", _library.C_OpenSession(slot, CKF.CKF_SERIAL_SESSION | CKF.CKF_RW_SESSION, 0, 0, ref _session));
    }

    public ulong[] Find(params (CKA, object)[] attributes)
    {
        var template = new AttributeTemplate(attributes);
        Faults.Require("C_FindObjectsInit", _library.C_FindObjectsInit(_session, template.Attributes, (ulong)attributes.Length));
        var found = new ulong[10_000];
        var count = 0UL;
        Faults.Require("C_FindObjects", _library.C_FindObjects(_session, found, (ulong)found.Length, ref count));
        Faults.Require("C_FindObjectsFinal", _library.C_FindObjectsFinal(_session));
        GC.KeepAlive(template);
        return found[..(int)count];
    }

    public CKR Set(ulong key, CKA attribute, object value)
    {
        var template = new AttributeTemplate((attribute, value));
        var code = _library.C_SetAttributeValue(_session, key, template.Attributes, 1);
        GC.KeepAlive(template);
        return code;
    }

    public CKR Copy(ulong key, params (CKA, object)[] attributes)
    {
        var template = new AttributeTemplate(attributes);
        var copy = 0UL;
        var code = _library.C_CopyObject(_session, key, template.Attributes, (ulong)attributes.Length, ref copy);
        GC.KeepAlive(template);
        return code;
    }

    public CKR Read(ulong key, CKA attribute, out byte[] value)
    {
        value = GC.AllocateArray<byte>(4096, pinned: true);
        var query = new[] { new CK_ATTRIBUTE { type = (ulong)attribute, value = System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(value, 0), valueLen = 4096 } };
        var code = _library.C_GetAttributeValue(_session, key, query, 1);
        if (code == CKR.CKR_OK)
            value = value[..(int)query[0].valueLen];
        return code;
    }

    public bool Flag(ulong key, CKA attribute)
    {
        Faults.Require(attribute.ToString(), Read(key, attribute, out var value));
        return value[0] != 0;
    }

    public CKR Generate(out ulong key, params (CKA, object)[] attributes)
    {
        var template = new AttributeTemplate(attributes);
        var mechanism = new CK_MECHANISM { Mechanism = (ulong)CKM.CKM_AES_KEY_GEN };
        key = 0;
        var code = _library.C_GenerateKey(_session, ref mechanism, template.Attributes, (ulong)attributes.Length, ref key);
        GC.KeepAlive(template);
        return code;
    }

    public CKR EncryptInit(ulong key, CKM type)
    {
        var mechanism = Mechanism(type, out var parameter);
        var code = _library.C_EncryptInit(_session, ref mechanism, key);
        GC.KeepAlive(parameter);
        return code;
    }

    public CKR DecryptInit(ulong key, CKM type)
    {
        var mechanism = Mechanism(type, out var parameter);
        var code = _library.C_DecryptInit(_session, ref mechanism, key);
        GC.KeepAlive(parameter);
        return code;
    }

    public CKR SignInit(ulong key, CKM type)
    {
        var mechanism = new CK_MECHANISM { Mechanism = (ulong)type };
        return _library.C_SignInit(_session, ref mechanism, key);
    }

    public CKR Wrap(ulong wrappingKey, ulong key, CKM type)
    {
        var mechanism = new CK_MECHANISM { Mechanism = (ulong)type };
        var wrapped = new byte[4096];
        var length = (ulong)wrapped.Length;
        return _library.C_WrapKey(_session, ref mechanism, wrappingKey, key, wrapped, ref length);
    }

    public CKR Unwrap(ulong unwrappingKey, byte[] wrapped, CKM type)
    {
        var mechanism = new CK_MECHANISM { Mechanism = (ulong)type };
        var template = new AttributeTemplate((CKA.CKA_CLASS, (ulong)CKO.CKO_SECRET_KEY), (CKA.CKA_KEY_TYPE, (ulong)CKK.CKK_AES), (CKA.CKA_TOKEN, false), (CKA.CKA_SENSITIVE, false), (CKA.CKA_EXTRACTABLE, true));
        var key = 0UL;
        var code = _library.C_UnwrapKey(_session, ref mechanism, unwrappingKey, wrapped, (ulong)wrapped.Length, template.Attributes, 5, ref key);
        GC.KeepAlive(template);
        return code;
    }

    public void Dispose()
    {
        _library.C_CloseSession(_session);
        _library.Dispose();
    }

    private static CK_MECHANISM Mechanism(CKM type, out byte[] parameter)
    {
        parameter = GC.AllocateArray<byte>(16, pinned: true);
        return type is CKM.CKM_AES_CBC or CKM.CKM_AES_CBC_PAD
            ? new CK_MECHANISM { Mechanism = (ulong)type, Parameter = System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(parameter, 0), ParameterLen = 16 }
            : new CK_MECHANISM { Mechanism = (ulong)type };
    }
}

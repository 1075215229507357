using System.Security.Cryptography;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Silo.Hsm.Pkcs11.Objects;
using Kms.Silo.Hsm.Pkcs11.Opening;
using Kms.Silo.Hsm.Pkcs11.Operations;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Hsm.Pkcs11.Roots;

/// <summary>Makes roots in the token, and proves that what is there is what was registered. Blocks; runs in <see cref="NativeSteps"/>.</summary>
internal sealed class RootObjects(OpenModule module)
{
    private readonly ICryptoki _cryptoki = module.Cryptoki;
    private readonly ulong _session = module.Owner.Handle;

    /// <summary>
    /// Makes a root under a fresh random id. A fixed id would overwrite another's root on NSS and make a second one on
    /// SoftHSM. Whatever happens afterwards, the object stays: nobody can know whether its row was committed.
    /// </summary>
    public RootRecord Create(RootPurpose purpose, int generation)
    {
        var objectId = RootCheck.NewObjectId();
        var template = RootTemplates.New(purpose, generation, objectId);
        var mechanism = new CK_MECHANISM { Mechanism = (ulong)RootTemplates.Generation(purpose) };
        var handle = 0UL;
        Faults.Require("C_GenerateKey (root)", _cryptoki.GenerateKey(_session, ref mechanism, template.Attributes, ref handle));
        GC.KeepAlive(template);
        var check = purpose == RootPurpose.KeyEncryption ? WrapProbe(handle) : Mac(handle, RootCheck.BindingMessage(generation, objectId));
        return new RootRecord(generation, purpose, objectId, check, RootRecord.Rewrappable, RootRecord.Live);
    }

    /// <summary>What the token holds for a row.</summary>
    /// <param name="handle">The object, when it was proved.</param>
    public RootObservation Observe(RootRecord row, out ulong handle)
    {
        var found = Find(row.ObjectId);
        handle = found.Length == 1 ? found[0] : 0;
        if (found.Length != 1)
            return new RootObservation(row, found.Length == 0 ? RootFinding.Missing : RootFinding.Ambiguous, $"token in slot {module.Slot}");
        if (Deviation(row.Purpose, handle) is { } deviation)
            return new RootObservation(row, RootFinding.Deviating, deviation);
        return new RootObservation(row, Proves(row, handle) ? RootFinding.Proved : RootFinding.Different);
    }

    private ulong[] Find(byte[] objectId)
    {
        var template = new AttributeTemplate((CKA.CKA_ID, objectId));
        Faults.Require("C_FindObjectsInit", _cryptoki.FindObjectsInit(_session, template.Attributes));
        GC.KeepAlive(template);
        var found = new ulong[2];
        var count = 0UL;
        var code = _cryptoki.FindObjects(_session, found, ref count);
        Faults.Require("C_FindObjectsFinal", _cryptoki.FindObjectsFinal(_session));
        Faults.Require("C_FindObjects", code);
        return found[..(int)count];
    }

    /// <summary>The first attribute that is not what the purpose demands, in words; null when all are.</summary>
    private string? Deviation(RootPurpose purpose, ulong handle)
    {
        foreach (var (type, expected) in new[]
        {
            (CKA.CKA_CLASS, (ulong)CKO.CKO_SECRET_KEY), (CKA.CKA_KEY_TYPE, (ulong)RootTemplates.KeyType(purpose)), (CKA.CKA_VALUE_LEN, RootTemplates.Length),
        })
        {
            var value = Attributes.ReadNumber(_cryptoki, _session, handle, type);
            if (value != expected)
                return $"{type} is {value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "not shown"} instead of {expected}";
        }

        foreach (var (type, expected) in RootTemplates.Flags(purpose))
        {
            var value = Attributes.ReadBool(_cryptoki, _session, handle, type);
            if (value != expected)
                return $"{type} is {value?.ToString() ?? "not shown"} instead of {expected}";
        }

        return null;
    }

    private bool Proves(RootRecord row, ulong handle) => row.Purpose == RootPurpose.KeyEncryption
        ? Unwraps(handle, row.Check)
        : CryptographicOperations.FixedTimeEquals(Mac(handle, RootCheck.BindingMessage(row.Generation, row.ObjectId)), row.Check);

    /// <summary>Wraps a fresh key that is kept nowhere else, and unwraps it again.</summary>
    private byte[] WrapProbe(ulong kek)
    {
        var generation = new CK_MECHANISM { Mechanism = (ulong)CKM.CKM_AES_KEY_GEN };
        var probe = 0UL;
        Faults.Require("C_GenerateKey (probe)", _cryptoki.GenerateKey(_session, ref generation, KeyTemplates.NewAes.Attributes, ref probe));
        try
        {
            var wrapping = new CK_MECHANISM { Mechanism = (ulong)module.Profile.KeyWrapWithPadding };
            var check = new byte[RootCheck.KeyEncryptionLength];
            var length = (ulong)check.Length;
            Faults.Require("C_WrapKey (probe)", _cryptoki.WrapKey(_session, ref wrapping, kek, probe, check, ref length));
            return length == RootCheck.KeyEncryptionLength && Unwraps(kek, check)
                ? check
                : throw new HsmException(HsmFault.Refused, "The token's new key-encryption key does not unwrap what it wrapped.");
        }
        finally
        {
            Faults.Require("C_DestroyObject (probe)", _cryptoki.DestroyObject(_session, probe));
        }
    }

    /// <summary>False when the token says that this key did not wrap it; a wrong key and a failing token can look alike there, and both are no proof.</summary>
    private bool Unwraps(ulong kek, byte[] check)
    {
        var code = ProbeUnwrapping.Run(_cryptoki, _session, kek, module.Profile.KeyWrapWithPadding, check);
        if (Faults.Classify(code) is FaultClass.Data or FaultClass.Ambiguous)
            return false;
        Faults.Require("C_UnwrapKey (probe)", code);
        return true;
    }

    private byte[] Mac(ulong key, ReadOnlyMemory<byte> message)
    {
        var mac = new byte[RootCheck.BindingLength];
        var computing = new MacComputing(message, mac);
        Faults.Require("C_Sign (root)", module.Owner.Run<MacComputing, Nothing>(ref computing, key, out _));
        return mac;
    }
}

using System.Collections.Concurrent;
using Kms.Silo.Hsm.Pkcs11.Native;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Testing.Hsm;

/// <summary>
/// A real module that fails on demand, for what no soft token can be made to do. Faults are queued per function, named
/// as <see cref="ICryptoki"/> names it, and each is used up by one call; the call does not reach the module.
/// </summary>
/// <param name="inner">The real module.</param>
/// <param name="initialize">Runs instead of the module's C_Initialize, and calls it.</param>
internal sealed class FaultyCryptoki(ICryptoki inner, Func<ICryptoki, CKR> initialize) : ICryptoki
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Fault>> _faults = new();
    private readonly ConcurrentDictionary<string, Fault> _always = new();
    private readonly ConcurrentDictionary<string, int> _calls = new();

    /// <summary>The next calls of a function answer these codes.</summary>
    public void Fail(string function, params ReadOnlySpan<CKR> codes)
    {
        foreach (var code in codes)
            Queue(function).Enqueue(new Fault(code, null));
    }

    /// <summary>The next call of a function reaches the module, and those queued after it wait for theirs.</summary>
    public void Pass(string function) => Queue(function).Enqueue(new Fault(null, null));

    /// <summary>Every call of a function answers this code, until <see cref="Restore"/>.</summary>
    public void FailAlways(string function, CKR code) => _always[function] = new Fault(code, null);

    /// <summary>Every call of a function takes this long.</summary>
    public void Slow(string function, TimeSpan time) => _always[function] = new Fault(null, new HangingCall(time));

    /// <summary>The next call of a function does not return before it is released.</summary>
    public HangingCall Hang(string function)
    {
        var hanging = new HangingCall(Timeout.InfiniteTimeSpan);
        Queue(function).Enqueue(new Fault(null, hanging));
        return hanging;
    }

    /// <summary>No function fails any more.</summary>
    public void Restore()
    {
        _always.Clear();
        _faults.Clear();
    }

    /// <summary>How often a function was called.</summary>
    public int Calls(string function) => _calls.GetValueOrDefault(function);

    public CKR Initialize() => Before(nameof(Initialize)) ?? initialize(inner);

    public CKR FinalizeModule() => Before(nameof(FinalizeModule)) ?? inner.FinalizeModule();

    public CKR GetInfo(ref CK_INFO info) => Before(nameof(GetInfo)) ?? inner.GetInfo(ref info);

    public CKR GetSlotList(ulong[]? slots, ref ulong count) => Before(nameof(GetSlotList)) ?? inner.GetSlotList(slots, ref count);

    public CKR GetTokenInfo(ulong slot, ref CK_TOKEN_INFO info)
    {
        var code = Before(nameof(GetTokenInfo)) ?? inner.GetTokenInfo(slot, ref info);
        info.Flags |= ExtraTokenFlags;
        return code;
    }

    /// <summary>Flags that the token reports beside its own.</summary>
    public ulong ExtraTokenFlags { get; set; }

    public CKR GetMechanismList(ulong slot, CKM[]? mechanisms, ref ulong count) => Before(nameof(GetMechanismList)) ?? inner.GetMechanismList(slot, mechanisms, ref count);

    public CKR OpenSession(ulong slot, ulong flags, ref ulong session) => Before(nameof(OpenSession)) ?? inner.OpenSession(slot, flags, ref session);

    public CKR CloseSession(ulong session) => Before(nameof(CloseSession)) ?? inner.CloseSession(session);

    public CKR Login(ulong session, byte[] pin, ulong pinLength) => Before(nameof(Login)) ?? inner.Login(session, pin, pinLength);

    public CKR FindObjectsInit(ulong session, CK_ATTRIBUTE[] template) => Before(nameof(FindObjectsInit)) ?? inner.FindObjectsInit(session, template);

    public CKR FindObjects(ulong session, ulong[] objects, ref ulong count) => Before(nameof(FindObjects)) ?? inner.FindObjects(session, objects, ref count);

    public CKR FindObjectsFinal(ulong session) => Before(nameof(FindObjectsFinal)) ?? inner.FindObjectsFinal(session);

    public CKR GetAttributeValue(ulong session, ulong key, CK_ATTRIBUTE[] template) => Before(nameof(GetAttributeValue)) ?? inner.GetAttributeValue(session, key, template);

    public CKR GenerateKey(ulong session, ref CK_MECHANISM mechanism, CK_ATTRIBUTE[] template, ref ulong key) =>
        Before(nameof(GenerateKey)) ?? inner.GenerateKey(session, ref mechanism, template, ref key);

    public CKR GenerateKeyPair(ulong session, ref CK_MECHANISM mechanism, CK_ATTRIBUTE[] publicTemplate, CK_ATTRIBUTE[] privateTemplate, ref ulong publicKey, ref ulong privateKey) =>
        Before(nameof(GenerateKeyPair)) ?? inner.GenerateKeyPair(session, ref mechanism, publicTemplate, privateTemplate, ref publicKey, ref privateKey);

    public CKR WrapKey(ulong session, ref CK_MECHANISM mechanism, ulong wrappingKey, ulong key, byte[] wrapped, ref ulong wrappedLength) =>
        Before(nameof(WrapKey)) ?? inner.WrapKey(session, ref mechanism, wrappingKey, key, wrapped, ref wrappedLength);

    public CKR UnwrapKey(ulong session, ref CK_MECHANISM mechanism, ulong unwrappingKey, byte[] wrapped, ulong wrappedLength, CK_ATTRIBUTE[] template, ref ulong key) =>
        Before(nameof(UnwrapKey)) ?? inner.UnwrapKey(session, ref mechanism, unwrappingKey, wrapped, wrappedLength, template, ref key);

    public CKR DestroyObject(ulong session, ulong key) => Before(nameof(DestroyObject)) ?? inner.DestroyObject(session, key);

    public CKR EncryptInit(ulong session, ref CK_MECHANISM mechanism, ulong key) => Before(nameof(EncryptInit)) ?? inner.EncryptInit(session, ref mechanism, key);

    public CKR Encrypt(ulong session, byte[] data, ulong dataLength, byte[] encrypted, ref ulong encryptedLength) =>
        Before(nameof(Encrypt)) ?? inner.Encrypt(session, data, dataLength, encrypted, ref encryptedLength);

    public CKR DecryptInit(ulong session, ref CK_MECHANISM mechanism, ulong key) => Before(nameof(DecryptInit)) ?? inner.DecryptInit(session, ref mechanism, key);

    public CKR Decrypt(ulong session, byte[] encrypted, ulong encryptedLength, byte[] data, ref ulong dataLength) =>
        Before(nameof(Decrypt)) ?? inner.Decrypt(session, encrypted, encryptedLength, data, ref dataLength);

    public CKR SignInit(ulong session, ref CK_MECHANISM mechanism, ulong key) => Before(nameof(SignInit)) ?? inner.SignInit(session, ref mechanism, key);

    public CKR Sign(ulong session, byte[] data, ulong dataLength, byte[] signature, ref ulong signatureLength) =>
        Before(nameof(Sign)) ?? inner.Sign(session, data, dataLength, signature, ref signatureLength);

    /// <returns>The code to answer instead of calling the module; null to call it.</returns>
    private CKR? Before(string function)
    {
        _calls.AddOrUpdate(function, 1, static (_, calls) => calls + 1);
        if (!Queue(function).TryDequeue(out var fault) && !_always.TryGetValue(function, out fault))
            return null;
        fault.Hanging?.Wait();
        return fault.Code;
    }

    private ConcurrentQueue<Fault> Queue(string function) => _faults.GetOrAdd(function, static _ => new ConcurrentQueue<Fault>());

    private sealed record Fault(CKR? Code, HangingCall? Hanging);
}

using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Roots;
using Net.Pkcs11Interop.Common;
using static Kms.Silo.Tests.Hsm.Pkcs11.TokenHarness;

namespace Kms.Silo.Tests.Hsm.Pkcs11;

/// <summary>
/// What somebody tries who has code in the process and the token open: each way from wrapped keys to their material that
/// does not use the roots' one purpose.
/// </summary>
public sealed class AttackTests : IAsyncLifetime
{
    private static readonly CKM KeyWrap = CKM.CKM_AES_KEY_WRAP_PAD;

    private TokenHarness _harness = null!;
    private RawToken _raw = null!;
    private ulong _kek;
    private ulong _bindingKey;
    private TestKey _aes = null!;
    private TestKey _rsa = null!;

    public async ValueTask InitializeAsync()
    {
        _harness = await OpenAsync();
        _aes = await _harness.NewWarmKeyAsync();
        _rsa = await _harness.NewKeyAsync("rsa0000000000000", KeySpec.Rsa2048);
        await _harness.Hsm.SignRsaAsync(_rsa.Binding, _rsa.Wrapped, new byte[1], default);
        _raw = new RawToken(_harness.Options.Library, _harness.Slot);
        _kek = Assert.Single(_raw.Find((CKA.CKA_ID, _harness.Registry.Roots[0].ObjectId)));
        _bindingKey = Assert.Single(_raw.Find((CKA.CKA_ID, _harness.Registry.Roots[1].ObjectId)));
    }

    public async ValueTask DisposeAsync()
    {
        _raw.Dispose();
        await _harness.DisposeAsync();
    }

    [Theory]
    [InlineData(CKM.CKM_AES_ECB)]
    [InlineData(CKM.CKM_AES_CBC)]
    [InlineData(CKM.CKM_AES_CBC_PAD)]
    public void Kek_DecryptsNothing(CKM mechanism)
    {
        AssertRefused(_raw.DecryptInit(_kek, mechanism));
        AssertRefused(_raw.EncryptInit(_kek, mechanism));
    }

    [Theory]
    [InlineData(CKA.CKA_DECRYPT, true)]
    [InlineData(CKA.CKA_ENCRYPT, true)]
    [InlineData(CKA.CKA_DERIVE, true)]
    [InlineData(CKA.CKA_SIGN, true)]
    [InlineData(CKA.CKA_WRAP, true)]
    [InlineData(CKA.CKA_EXTRACTABLE, true)]
    [InlineData(CKA.CKA_SENSITIVE, false)]
    [InlineData(CKA.CKA_MODIFIABLE, true)]
    public void AnyKey_OtherPurposeSwitchedOn_IsRefused(CKA attribute, bool value)
    {
        foreach (var key in AllKeys())
        {
            AssertRefused(_raw.Set(key, attribute, value));
            AssertRefused(_raw.Copy(key, (CKA.CKA_TOKEN, false), (attribute, value)));
            AssertRefused(_raw.Copy(key, (CKA.CKA_MODIFIABLE, true), (attribute, value)));
        }
    }

    [Fact]
    public void Roots_Material_IsNotReadableNorWrappable()
    {
        foreach (var root in new[] { _kek, _bindingKey })
        {
            Assert.Equal(CKR.CKR_ATTRIBUTE_SENSITIVE, _raw.Read(root, CKA.CKA_VALUE, out _));
            AssertRefused(_raw.Wrap(_kek, root, KeyWrap));
        }
    }

    [Fact]
    public void BindingKey_DoesNothingButMac()
    {
        AssertRefused(_raw.Wrap(_bindingKey, _raw.Find((CKA.CKA_TOKEN, false))[0], KeyWrap));
        AssertRefused(_raw.Unwrap(_bindingKey, _aes.Wrapped.Blob, KeyWrap));
        AssertRefused(_raw.DecryptInit(_bindingKey, CKM.CKM_AES_ECB));
        AssertRefused(_raw.SignInit(_kek, CKM.CKM_SHA256_HMAC));
        AssertRefused(_raw.SignInit(_kek, CKM.CKM_AES_CMAC));
    }

    [Fact]
    public void UnwrappedKeys_HaveTheirOwnUsageOnly()
    {
        var aes = Assert.Single(UnwrappedKeys(), key => Class(key) == CKO.CKO_SECRET_KEY);
        var rsa = Assert.Single(UnwrappedKeys(), key => Class(key) == CKO.CKO_PRIVATE_KEY);

        foreach (var key in new[] { aes, rsa })
        {
            Assert.True(_raw.Flag(key, CKA.CKA_SENSITIVE) && _raw.Flag(key, CKA.CKA_PRIVATE));
            Assert.False(_raw.Flag(key, CKA.CKA_TOKEN) || _raw.Flag(key, CKA.CKA_EXTRACTABLE) || _raw.Flag(key, CKA.CKA_MODIFIABLE));
            Assert.False(_raw.Flag(key, CKA.CKA_UNWRAP) || _raw.Flag(key, CKA.CKA_DERIVE));
        }

        Assert.True(_raw.Flag(aes, CKA.CKA_ENCRYPT) && _raw.Flag(aes, CKA.CKA_DECRYPT));
        Assert.False(_raw.Flag(aes, CKA.CKA_WRAP) || _raw.Flag(aes, CKA.CKA_SIGN) || _raw.Flag(aes, CKA.CKA_VERIFY));
        Assert.True(_raw.Flag(rsa, CKA.CKA_DECRYPT) && _raw.Flag(rsa, CKA.CKA_SIGN));
        Assert.False(_raw.Flag(rsa, CKA.CKA_SIGN_RECOVER));
    }

    [Theory]
    [InlineData(KeyUsage.SignVerify)]
    [InlineData(KeyUsage.EncryptDecrypt)]
    internal async Task UnwrappedRsaKey_OfOneUsage_HasNotTheOther(KeyUsage usage)
    {
        var binding = Binding("rsa1111111111111", KeySpec.Rsa2048) with { Usage = usage };
        var key = await _harness.Hsm.GenerateAsync(binding, default);
        var before = UnwrappedKeys();
        if (usage == KeyUsage.SignVerify)
            await _harness.Hsm.SignRsaAsync(binding, key, new byte[1], default);
        else
            await _harness.Hsm.DecryptRsaAsync(binding, key, new byte[256], new byte[256], default);

        var unwrapped = Assert.Single(UnwrappedKeys().Except(before));

        Assert.Equal((usage == KeyUsage.SignVerify, usage == KeyUsage.EncryptDecrypt), (_raw.Flag(unwrapped, CKA.CKA_SIGN), _raw.Flag(unwrapped, CKA.CKA_DECRYPT)));
    }

    [Fact]
    public void UnwrappedKeys_Material_IsNotReadableNorWrappable()
    {
        foreach (var key in UnwrappedKeys())
        {
            foreach (var secret in Class(key) == CKO.CKO_SECRET_KEY ? [CKA.CKA_VALUE] : new[] { CKA.CKA_PRIVATE_EXPONENT, CKA.CKA_PRIME_1, CKA.CKA_PRIME_2, CKA.CKA_COEFFICIENT })
                Assert.Equal(CKR.CKR_ATTRIBUTE_SENSITIVE, _raw.Read(key, secret, out _));
            AssertRefused(_raw.Wrap(_kek, key, KeyWrap));
        }
    }

    [Fact]
    public void UnwrappedKey_WrapsNothing()
    {
        var unwrapped = UnwrappedKeys().Where(key => Class(key) == CKO.CKO_SECRET_KEY).ToList();
        Assert.Equal(CKR.CKR_OK, _raw.Generate(out var own, (CKA.CKA_TOKEN, false), (CKA.CKA_VALUE_LEN, 32UL), (CKA.CKA_EXTRACTABLE, true), (CKA.CKA_SENSITIVE, false)));

        Assert.Single(unwrapped);
        foreach (var key in unwrapped)
        {
            AssertRefused(_raw.Wrap(key, own, KeyWrap));
            AssertRefused(_raw.Wrap(key, own, CKM.CKM_AES_KEY_WRAP));
            AssertRefused(_raw.Unwrap(key, _aes.Wrapped.Blob, KeyWrap));
        }
    }

    [Fact]
    public async Task Generate_LeavesNothingButWhatIsUsed()
    {
        var before = _raw.Find((CKA.CKA_TOKEN, false));

        var fresh = await _harness.NewKeyAsync("fresh00000000000");
        await _harness.NewKeyAsync("freshrsa00000000", KeySpec.Rsa2048);
        Assert.Equal(before, _raw.Find((CKA.CKA_TOKEN, false)));

        await fresh.EncryptAsync(new byte[1]);
        Assert.Equal(before.Length + 1, _raw.Find((CKA.CKA_TOKEN, false)).Length);
        Assert.Equal(2, _raw.Find((CKA.CKA_TOKEN, true)).Length);
    }

    [Fact]
    public void Roots_Attributes_AreWhatTheirPurposeDemands()
    {
        foreach (var (purpose, key) in new[] { (RootPurpose.KeyEncryption, _kek), (RootPurpose.Binding, _bindingKey) })
            Assert.All(RootTemplates.Flags(purpose), flag => Assert.Equal(flag.Value, _raw.Flag(key, flag.Type)));
    }

    /// <summary>All session objects but the canary, which neither decrypts nor belongs to anybody.</summary>
    private List<ulong> UnwrappedKeys() =>
        [.. _raw.Find((CKA.CKA_TOKEN, false)).Where(key => Class(key) == CKO.CKO_PRIVATE_KEY || _raw.Flag(key, CKA.CKA_DECRYPT))];

    private List<ulong> AllKeys() => [_kek, _bindingKey, .. _raw.Find((CKA.CKA_TOKEN, false))];

    private CKO Class(ulong key)
    {
        Assert.Equal(CKR.CKR_OK, _raw.Read(key, CKA.CKA_CLASS, out var value));
        return (CKO)BitConverter.ToUInt64(value);
    }

    private static void AssertRefused(CKR code) => Assert.NotEqual(CKR.CKR_OK, code);
}

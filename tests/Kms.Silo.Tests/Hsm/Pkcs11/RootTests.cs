using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Silo.Hsm.Pkcs11.Opening;
using Kms.Silo.Hsm.Pkcs11.Roots;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;
using static Kms.Silo.Tests.Hsm.Pkcs11.TokenHarness;

namespace Kms.Silo.Tests.Hsm.Pkcs11;

public sealed class RootTests
{
    [Theory]
    [InlineData((int)RootPurpose.KeyEncryption, CKA.CKA_DECRYPT, true)]
    [InlineData((int)RootPurpose.KeyEncryption, CKA.CKA_ENCRYPT, true)]
    [InlineData((int)RootPurpose.KeyEncryption, CKA.CKA_DERIVE, true)]
    [InlineData((int)RootPurpose.KeyEncryption, CKA.CKA_SIGN, true)]
    [InlineData((int)RootPurpose.KeyEncryption, CKA.CKA_EXTRACTABLE, true)]
    [InlineData((int)RootPurpose.KeyEncryption, CKA.CKA_SENSITIVE, false)]
    [InlineData((int)RootPurpose.KeyEncryption, CKA.CKA_PRIVATE, false)]
    [InlineData((int)RootPurpose.KeyEncryption, CKA.CKA_MODIFIABLE, true)]
    [InlineData((int)RootPurpose.KeyEncryption, CKA.CKA_WRAP, false)]
    [InlineData((int)RootPurpose.Binding, CKA.CKA_WRAP, true)]
    [InlineData((int)RootPurpose.Binding, CKA.CKA_UNWRAP, true)]
    [InlineData((int)RootPurpose.Binding, CKA.CKA_DECRYPT, true)]
    [InlineData((int)RootPurpose.Binding, CKA.CKA_MODIFIABLE, true)]
    public async Task Open_RootOfMoreThanOnePurpose_IsRefusedByName(int purpose, CKA attribute, bool value)
    {
        await using var harness = await OpenAsync();
        await harness.Hsm.CloseAsync(default);
        var row = harness.Registry.Roots[purpose - 1];
        harness.Registry.Roots = harness.Registry.Roots.Replace(row, Make(harness, row, flag => flag.Type == attribute ? (flag.Type, value) : flag));

        var message = await AssertReopenRefusedAsync(harness);

        Assert.Contains(RootStart.Name((RootPurpose)purpose, 1), message, StringComparison.Ordinal);
        Assert.Contains(attribute.ToString(), message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_TwoObjectsUnderOneId_IsRefusedByName()
    {
        await using var harness = await OpenAsync();
        await harness.Hsm.CloseAsync(default);
        Make(harness, harness.Registry.Roots[0], flag => flag, harness.Registry.Roots[0].ObjectId);

        var message = await AssertReopenRefusedAsync(harness);

        Assert.Contains("key-encryption key generation 1", message, StringComparison.Ordinal);
        Assert.Contains("more than once", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_OtherPeoplesKeysInTheToken_AreNobodysBusiness()
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        var encryption = await key.EncryptAsync(new byte[3]);
        await harness.Hsm.CloseAsync(default);
        Make(harness, harness.Registry.Roots[0], flag => flag);
        Make(harness, harness.Registry.Roots[1], flag => flag);

        using var reopened = harness.CreateSecond();
        await harness.Registry.OpenAsync(reopened);

        Assert.Equal(new byte[3], await (key with { Hsm = reopened }).DecryptAsync(encryption));
        await reopened.CloseAsync(default);
    }

    [Fact]
    public async Task Open_ProfileOfSoftHsm_IsKeyWrapWithPaddingAtItsNumber()
    {
        await using var harness = await OpenAsync();

        Assert.Contains(harness.Logger.Entries, entry => entry.Message.Contains("softhsm", StringComparison.Ordinal) && entry.Message.Contains("0x210A", StringComparison.Ordinal));
        Assert.Equal("softhsm", (await harness.NewKeyAsync()).Wrapped.Profile);
    }

    [Fact]
    public async Task Open_NoTokenOfThatName_SaysWhich()
    {
        await using var harness = Create(options => options.TokenLabel = "another");

        var exception = await AssertFaultAsync(HsmFault.Unavailable, () => harness.Registry.OpenAsync(harness.Hsm));

        Assert.Contains("'another' (Kms__Hsm__TokenLabel)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_LibraryThatIsNone_SaysWhich()
    {
        await using var harness = Create(options => options.Library = options.PinFile);

        var exception = await AssertFaultAsync(HsmFault.Refused, () => harness.Registry.OpenAsync(harness.Hsm));

        Assert.Contains("Kms__Hsm__Library", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ModuleWithoutKeyWrapWithPadding_SaysSo()
    {
        await using var harness = Create();
        harness.Prepare(module => module.Fail(nameof(ICryptoki.WrapKey), CKR.CKR_MECHANISM_INVALID, CKR.CKR_MECHANISM_INVALID));

        var exception = await AssertFaultAsync(HsmFault.Refused, () => harness.Registry.OpenAsync(harness.Hsm));

        Assert.Contains("RFC 5649", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<string> AssertReopenRefusedAsync(TokenHarness harness)
    {
        using var reopened = harness.CreateSecond();
        return (await AssertFaultAsync(HsmFault.Refused, () => harness.Registry.OpenAsync(reopened))).Message;
    }

    /// <summary>Puts a key into the token that is like a root but for its flags.</summary>
    private static RootRecord Make(TokenHarness harness, RootRecord row, Func<(CKA Type, bool Value), (CKA Type, bool Value)> change, byte[]? objectId = null)
    {
        var opener = new ModuleOpener(harness.Token.CreateOptions(), harness.Token.Load);
        var module = opener.Open();
        var made = row with { ObjectId = objectId ?? RootCheck.NewObjectId() };
        var template = new AttributeTemplate([
            (CKA.CKA_CLASS, (ulong)CKO.CKO_SECRET_KEY), (CKA.CKA_KEY_TYPE, (ulong)RootTemplates.KeyType(row.Purpose)), (CKA.CKA_VALUE_LEN, RootTemplates.Length), (CKA.CKA_ID, made.ObjectId),
            .. RootTemplates.Flags(row.Purpose).Select(change).Select(flag => (flag.Type, (object)flag.Value))]);
        var mechanism = new CK_MECHANISM { Mechanism = (ulong)RootTemplates.Generation(row.Purpose) };
        var key = 0UL;
        Faults.Require("C_GenerateKey", module.Cryptoki.GenerateKey(module.Owner.Handle, ref mechanism, template.Attributes, ref key));
        GC.KeepAlive(template);
        opener.Close();
        return made;
    }
}

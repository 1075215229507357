using Kms.Grains.Crypto;
using Kms.Grains.Hsm;
using Kms.Grains.Storage;
using Kms.Testing.Hsm;
using Kms.Testing.Logging;
using Kms.Testing.Storage;

namespace Kms.Grains.Tests.Crypto;

public sealed class MaterialSealerTests
{
    private static readonly RecordId s_owner = new(RecordKinds.Key, "root", "srh6mt4lj49tnzvs");
    private static readonly byte[] s_material = [1, 2, 3, 4];

    private readonly PlainHsm _hsm = new();

    [Fact]
    public async Task Open_WhatSealMade_GivesTheMaterial()
    {
        var sealer = await NewAsync();
        var bytes = await SealAsync(sealer);

        Assert.Equal(s_material.Length + SealedMaterial.Overhead, bytes.Length);
        Assert.Equal("KMSS\u0001\0\0\0\u0001"u8.ToArray(), bytes[..SealedMaterial.HeaderLength]);
        using var opened = await OpenAsync(sealer, s_owner, 1, bytes);
        Assert.Equal(s_material, opened.ExposeSpan().ToArray());
    }

    [Fact]
    public async Task Open_OtherOwnerVersionOrKey_IsNotAuthentic()
    {
        var sealer = await NewAsync();
        var bytes = await SealAsync(sealer);

        await AssertNotAuthenticAsync(OpenAsync(sealer, s_owner with { Account = "other" }, 1, bytes));
        await AssertNotAuthenticAsync(OpenAsync(sealer, s_owner with { Kind = RecordKinds.AccessKey }, 1, bytes));
        await AssertNotAuthenticAsync(OpenAsync(sealer, s_owner with { Id = "srh6mt4lj49tnzvt" }, 1, bytes));
        await AssertNotAuthenticAsync(OpenAsync(sealer, s_owner, 2, bytes));
        await AssertNotAuthenticAsync(sealer.OpenAsync(SystemKey.Export, s_owner, 1, bytes, CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task Open_AnyByteChangedOrCut_IsNotAuthentic()
    {
        var sealer = await NewAsync();
        var bytes = await SealAsync(sealer);
        for (var i = 0; i < bytes.Length; i++)
        {
            var forged = (byte[])bytes.Clone();
            forged[i] ^= 1;
            await AssertNotAuthenticAsync(OpenAsync(sealer, s_owner, 1, forged));
            await AssertNotAuthenticAsync(OpenAsync(sealer, s_owner, 1, bytes[..i]));
        }
    }

    [Fact]
    public void AssociatedData_Known_GivesItsBytes() =>
        Assert.Equal(
            "6B6D732F7365616C65642D6D6174657269616C2F3100" + "000000036B6579" + "00000004726F6F74" + "00000010737268366D74346C6A3439746E7A7673" + "000000080000000000000007",
            Convert.ToHexString(SealedMaterial.AssociatedData(s_owner, 7).Span));

    private static Task<byte[]> SealAsync(MaterialSealer sealer) =>
        sealer.SealAsync(SystemKey.Sealing, s_owner, 1, s_material, CancellationToken.None).AsTask();

    private static Task<SecretBytes> OpenAsync(MaterialSealer sealer, RecordId owner, uint version, byte[] bytes) =>
        sealer.OpenAsync(SystemKey.Sealing, owner, version, bytes, CancellationToken.None).AsTask();

    private static async Task AssertNotAuthenticAsync(Task<SecretBytes> open) =>
        Assert.Equal(HsmFault.NotAuthentic, (await Assert.ThrowsAsync<HsmException>(() => open)).Fault);

    private async Task<MaterialSealer> NewAsync()
    {
        var storage = new MemoryStorage();
        var keys = new SystemKeys(new Records(storage, storage, _hsm, new ListLogger<Records>()), _hsm, TimeProvider.System);
        await keys.EnsureCreatedAsync(CancellationToken.None);
        return new MaterialSealer(_hsm, keys);
    }
}

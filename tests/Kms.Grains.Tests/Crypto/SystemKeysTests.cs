using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Crypto;
using Kms.Grains.Storage;
using Kms.Testing.Hsm;
using Kms.Testing.Logging;
using Kms.Testing.Storage;

namespace Kms.Grains.Tests.Crypto;

public sealed class SystemKeysTests
{
    private readonly MemoryStorage _storage = new();
    private readonly PlainHsm _hsm = new();

    [Fact]
    public async Task EnsureCreated_EmptyDatabase_CreatesThreeKeysOnce()
    {
        var first = New();
        await first.EnsureCreatedAsync(CancellationToken.None);
        await first.EnsureCreatedAsync(CancellationToken.None);
        var second = New();
        await second.EnsureCreatedAsync(CancellationToken.None);

        Assert.Equal(2, _hsm.Generated);
        Assert.Equal(first.Newest(SystemKey.Sealing).Key.Mac, second.Newest(SystemKey.Sealing).Key.Mac);
        Assert.Equal(first.Newest(SystemKey.Export).Key.Mac, second.Newest(SystemKey.Export).Key.Mac);
        foreach (var name in new[] { "sealing", "export", "token" })
        {
            var record = await _storage.ReadAsync(new RecordId(RecordKinds.Key, GrainKeys.SystemAccount, name), CancellationToken.None);
            Assert.Equal((1, 1L), (record!.Schema, record.Revision));
        }
    }

    [Fact]
    public async Task EnsureCreated_Token_IsThirtyTwoSealedBytes()
    {
        var keys = New();
        await keys.EnsureCreatedAsync(CancellationToken.None);
        var id = new RecordId(RecordKinds.Key, GrainKeys.SystemAccount, "token");
        var stored = await NewRecords().ReadAsync(id, SystemKeyDocument.Type, CancellationToken.None);

        using var token = await new MaterialSealer(_hsm, keys).OpenAsync(SystemKey.Sealing, id, 1, stored!.Document.Versions[0].Sealed, CancellationToken.None);
        Assert.Equal(32, token.Length);
        Assert.NotEqual(new byte[32], token.ExposeSpan().ToArray());
    }

    [Fact]
    public async Task EnsureCreated_AnotherSiloIsFaster_TakesItsKey()
    {
        var (slow, fast) = (New(), New());
        _hsm.BeforeGenerate = async () =>
        {
            _hsm.BeforeGenerate = null;
            await fast.EnsureCreatedAsync(CancellationToken.None);
        };

        await slow.EnsureCreatedAsync(CancellationToken.None);

        Assert.Equal(3, _hsm.Generated);
        Assert.Equal(fast.Newest(SystemKey.Sealing).Key.Mac, slow.Newest(SystemKey.Sealing).Key.Mac);
    }

    [Fact]
    public void Newest_NotReadYet_Throws() =>
        Assert.Throws<InvalidOperationException>(() => New().Newest(SystemKey.Sealing));

    private SystemKeys New() => new(NewRecords(), _hsm, TimeProvider.System);

    private Records NewRecords() => new(_storage, _storage, _hsm, new ListLogger<Records>());
}

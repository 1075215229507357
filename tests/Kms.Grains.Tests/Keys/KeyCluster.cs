using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Crypto;
using Kms.Grains.Hosting;
using Kms.Grains.Hsm;
using Kms.Grains.Keys;
using Kms.Grains.Storage;
using Kms.Testing.Hsm;
using Kms.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Kms.Grains.Tests.Keys;

/// <summary>One silo over a storage and an HSM with hooks, and a clock that only tests move. Tests of a collection share it, one after the other.</summary>
public class KeyCluster : IAsyncLifetime
{
    private readonly bool _embedded;
    private InProcessTestCluster? _cluster;

    public KeyCluster()
        : this(embedded: true)
    {
    }

    protected KeyCluster(bool embedded) => _embedded = embedded;

    internal FaultyStorage Storage { get; } = new(new MemoryStorage());

    internal PlainHsm Hsm { get; } = new();

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    internal InProcessTestCluster Cluster => _cluster!;

    internal IServiceProvider Services => Cluster.GetSiloServiceProvider();

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(Time);
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            silo.Services.AddSingleton<IRecordStore>(Storage);
            silo.Services.AddKeyedSingleton<IGrainStorage>(KmsStorage.ProviderName, Storage);
            silo.Services.AddSingleton<IHsm>(Hsm);
            silo.UseInMemoryReminderService();
            silo.AddKmsGrains(_embedded);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        await Services.GetRequiredService<SystemKeys>().EnsureCreatedAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A key, by the three interfaces that it has.</summary>
    internal TestKey Key(string id, string account = "root") => new(this, account, id);

    /// <summary>A new key.</summary>
    internal async Task<TestKey> NewKeyAsync(KeySpec spec = KeySpec.Aes256, int rotationDays = 0)
    {
        var key = Key(ResourceId.New());
        await key.Grain.CreateKeyAsync(new CreateKeyRequest { Spec = spec, Name = "n", RotationDays = rotationDays });
        return key;
    }

    /// <summary>The error that a call ends with.</summary>
    internal static async Task<KmsErrorCode> CodeOf(Task call) => (await Assert.ThrowsAsync<KmsException>(() => call)).Code;
}

/// <summary>The same, as a silo that shares its database with others: it holds no snapshots.</summary>
public sealed class SharedKeyCluster() : KeyCluster(embedded: false);

[CollectionDefinition(nameof(KeyCluster))]
public sealed class KeyClusterTests : ICollectionFixture<KeyCluster>;

[CollectionDefinition(nameof(SharedKeyCluster))]
public sealed class SharedKeyClusterTests : ICollectionFixture<SharedKeyCluster>;

/// <summary>One key as tests use it.</summary>
internal sealed class TestKey(KeyCluster cluster, string account, string id)
{
    private string GrainKey => GrainKeys.Of(account, id);

    public string Id => id;

    public RecordId Record => KeyRecords.Identity(account, id);

    public IKeyGrain Grain => cluster.Cluster.Client.GetGrain<IKeyGrain>(GrainKey);

    public IKeyCryptoGrain Crypto => cluster.Cluster.Client.GetGrain<IKeyCryptoGrain>(GrainKey);

    public Task WakeAsync() => cluster.Cluster.Client.GetGrain<IKeyWakeGrain>(GrainKey).WakeAsync();

    public RecordId Page(uint page) => KeyRecords.PageIdentity(account, id, page);

    public async Task<byte[]> EncryptAsync(params byte[] plaintext) =>
        (await Crypto.EncryptAsync(new EncryptRequest { Plaintext = plaintext })).Ciphertext;

    public async Task<byte[]> DecryptAsync(byte[] ciphertext) =>
        (await Crypto.DecryptAsync(new DecryptRequest { Ciphertext = ciphertext })).Plaintext;

    public async Task<uint> RotateAsync() => (await Grain.RotateKeyAsync(new RotateKeyRequest())).Version.Value;

    public async Task<KeyState> StateAsync() => (await Grain.DescribeKeyAsync(new DescribeKeyRequest())).Key.State;

    public Task<KmsErrorCode> CodeOfEncryptAsync() => KeyCluster.CodeOf(EncryptAsync(1));

    /// <summary>What is stored of the key's head.</summary>
    public async Task<KeyHead?> HeadAsync() =>
        await cluster.Services.GetRequiredService<KeyRecords>().ReadAsync(Record, CancellationToken.None);

    /// <summary>What is stored of one of its pages.</summary>
    public async Task<KeyPage?> PageAsync(uint page) =>
        await cluster.Services.GetRequiredService<KeyRecords>().ReadPageAsync(Page(page), CancellationToken.None);

    /// <summary>Ends the activation that holds the key.</summary>
    public Task DeactivateAsync() => cluster.Cluster.DeactivateAsync(Grain);
}

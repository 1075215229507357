using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Software;
using Kms.Testing.Hsm;
using Kms.Testing.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kms.Silo.Tests.Hsm.Software;

public sealed class SoftwareHsmTests : IAsyncLifetime
{
    private static readonly KeyBinding Aes = HsmConformance.Binding("abcdefgh12345678");

    private readonly ListLogger<SoftwareHsm> _log = new();
    private readonly InMemoryRootRegistry _registry = new();
    private readonly SoftwareWorld _world;
    private readonly IHsmModule _hsm;

    public SoftwareHsmTests()
    {
        _world = new SoftwareWorld { CachedKeys = 4, Logger = _log };
        _hsm = _world.CreateModule();
    }

    public async ValueTask InitializeAsync() => await _registry.OpenAsync(_hsm);

    public async ValueTask DisposeAsync()
    {
        await _hsm.CloseAsync(default);
        _registry.Dispose();
        await _world.DisposeAsync();
    }

    [Fact]
    public void Protection_Always_IsSoftware() => Assert.Equal(Protection.Software, _hsm.Protection);

    [Fact]
    public void Open_FirstTime_TellsWhereTheRootFileIsAndThatItNeedsABackup()
    {
        var told = Assert.Single(_log.Entries, entry => entry.Level == LogLevel.Warning);

        Assert.Equal(SoftwareHsmEvents.RootFileCreated, told.Id.Id);
        Assert.Contains(_world.RootFilePath, told.Message, StringComparison.Ordinal);
        Assert.Contains("Back this file up, apart from the database", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_FileThatAnEmptyDatabaseDoesNotKnow_IsTakenOver()
    {
        await _hsm.CloseAsync(default);
        var before = await File.ReadAllBytesAsync(_world.RootFilePath);
        using var fresh = new InMemoryRootRegistry();

        await fresh.OpenAsync(_hsm);

        Assert.Equal(before, await File.ReadAllBytesAsync(_world.RootFilePath));
        Assert.Equal(_registry.Roots.Select(root => root.ObjectId), fresh.Roots.Select(root => root.ObjectId));
        Assert.Single(_log.Entries, entry => entry.Id.Id == SoftwareHsmEvents.RootFileAdopted);
    }

    [Fact]
    public async Task Open_NoFileForRegisteredRoots_NamesThemAndWhereItWasExpected()
    {
        await _hsm.CloseAsync(default);
        File.Delete(_world.RootFilePath);

        var exception = await Assert.ThrowsAsync<HsmException>(() => _registry.OpenAsync(_hsm));

        Assert.Contains("key-encryption key generation 1", exception.Message, StringComparison.Ordinal);
        Assert.Contains("binding key generation 1", exception.Message, StringComparison.Ordinal);
        Assert.Contains(_world.RootFilePath, exception.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_world.RootFilePath));
    }

    [Fact]
    public async Task Open_SeveralGenerations_UsesTheNewestLiveAndOpensWhatOldOnesWrapped()
    {
        var old = await _hsm.GenerateAsync(Aes, default);
        await _hsm.CloseAsync(default);
        AddGeneration(2, RootRecord.Live);
        AddGeneration(3, RootRecord.Retired);

        await _registry.OpenAsync(_hsm);

        var key = await _hsm.GenerateAsync(Aes, default);
        Assert.Equal((2, 2, 2), (_hsm.BindingGeneration, key.BindingGeneration, key.KekGeneration));
        foreach (var any in new[] { old, key })
            await _hsm.EncryptAsync(Aes, any, default, new byte[1], new byte[29], default);
        await _hsm.ComputeMacAsync(3, new byte[1], new byte[32], default);
    }

    [Fact]
    public async Task Close_WhileInUse_NoCallEverWorksWithAZeroedKey()
    {
        var key = await _hsm.GenerateAsync(Aes, default);
        var mac = new byte[32];
        await _hsm.ComputeMacAsync(1, new byte[8], mac, default);
        var done = 0;
        var encryptions = await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            byte[]? encryption = null;
            try
            {
                while (true)
                {
                    var next = new byte[30];
                    await _hsm.EncryptAsync(Aes, key, default, new byte[2], next, default);
                    encryption = next;
                    var again = new byte[32];
                    await _hsm.ComputeMacAsync(1, new byte[8], again, default);
                    Assert.Equal(mac, again);
                    if (Interlocked.Increment(ref done) == 2000)
                        await _hsm.CloseAsync(default);
                }
            }
            catch (HsmException exception) when (exception.Fault == HsmFault.Unavailable)
            {
                return encryption;
            }
        })));

        await _registry.OpenAsync(_hsm);
        foreach (var encryption in encryptions.OfType<byte[]>())
            Assert.True(await _hsm.DecryptAsync(Aes, key, default, encryption, new byte[2], default));
    }

    [Fact]
    public async Task Use_ManyMoreKeysThanAreCached_StaysRight()
    {
        var keys = new List<(KeyBinding Binding, WrappedKey Key)>();
        for (var i = 0; i < 30; i++)
        {
            var binding = HsmConformance.Binding($"many{i:000000000000}");
            keys.Add((binding, await _hsm.GenerateAsync(binding, default)));
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 300; i++)
            {
                var (binding, key) = keys[(i * (worker + 1)) % keys.Count];
                var (encryption, plaintext) = (new byte[36], new byte[8]);
                await _hsm.EncryptAsync(binding, key, default, BitConverter.GetBytes((long)i), encryption, default);
                Assert.True(await _hsm.DecryptAsync(binding, key, default, encryption, plaintext, default));
                Assert.Equal(i, BitConverter.ToInt64(plaintext));
            }
        })));
    }

    [Fact]
    public async Task EveryCall_Always_CompletesSynchronously()
    {
        var key = await _hsm.GenerateAsync(Aes, default);
        var encryption = new byte[60];

        Assert.True(_hsm.GenerateAsync(Aes, default).AsTask().IsCompletedSuccessfully);
        Assert.True(_hsm.EncryptAsync(Aes, key, default, new byte[32], encryption, default).AsTask().IsCompletedSuccessfully);
        Assert.True(_hsm.DecryptAsync(Aes, key, default, encryption, new byte[32], default).AsTask().IsCompletedSuccessfully);
        Assert.True(_hsm.ComputeMacAsync(1, encryption, new byte[32], default).AsTask().IsCompletedSuccessfully);
        Assert.True(_hsm.CheckAsync(default).AsTask().IsCompletedSuccessfully);
        Assert.True(_hsm.EncryptAsync(Aes, key with { Mac = [] }, default, new byte[32], encryption, default).AsTask().IsFaulted);
    }

    [Fact]
    public async Task EncryptDecryptMac_KeyInUse_AllocateNothing()
    {
        var key = await _hsm.GenerateAsync(Aes, default);
        var (plaintext, encryption, mac) = (new byte[1024], new byte[1052], new byte[32]);
        await RunAsync(100);

        Assert.Equal(await RunAsync(10), await RunAsync(1000));

        async Task<long> RunAsync(int times)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < times; i++)
            {
                await _hsm.EncryptAsync(Aes, key, mac, plaintext, encryption, default);
                Assert.True(await _hsm.DecryptAsync(Aes, key, mac, encryption, plaintext, default));
                await _hsm.ComputeMacAsync(1, encryption, mac, default);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void AddSoftwareHsm_Twice_RegistersOneInstanceForBothRoles()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSoftwareHsm(options => options.DataDirectory = _world.Directory);
        services.AddSoftwareHsm(options => options.CachedKeys = 7);
        using var provider = services.BuildServiceProvider();

        Assert.Same(provider.GetRequiredService<IHsm>(), provider.GetRequiredService<IHsmModule>());
        Assert.Single(provider.GetServices<IHsmModule>());
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("data", 1)]
    [InlineData("/data", 0)]
    public void AddSoftwareHsm_SettingsThatCannotWork_AreRefused(string directory, int cachedKeys)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSoftwareHsm(options => (options.DataDirectory, options.CachedKeys) = (directory, cachedKeys));
        using var provider = services.BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IHsmModule>);
    }

    /// <summary>What a rotation of both roots will leave.</summary>
    private void AddGeneration(int generation, string state)
    {
        var file = new RootFile(_world.Directory, PosixFile.CurrentUser);
        using var seeds = file.Read()!;
        RootSeed[] added = [RootSeed.Create(RootPurpose.KeyEncryption, generation), RootSeed.Create(RootPurpose.Binding, generation)];
        File.Delete(file.FilePath);
        file.Create(new RootSeeds([.. seeds.All, .. added]));
        _registry.Roots = [.. _registry.Roots, .. added.Select(root => RootProof.Register(root) with { State = state })];
    }
}

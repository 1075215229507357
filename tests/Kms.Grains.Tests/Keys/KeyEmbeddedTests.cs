using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hosting;
using Kms.Grains.Scheduling;
using Kms.Testing.Processes;
using Kms.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;

namespace Kms.Grains.Tests.Keys;

/// <summary>Keys over SQLite and the software HSM, stopped and started again; what came due meanwhile is found by the scheduler.</summary>
public sealed class KeyEmbeddedTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Keys_AfterARestart_OpenWhatTheyClosedAndCatchUp()
    {
        var (many, rotating, postponed, disabled, doomed, rsa, hmac) = (ResourceId.New(), ResourceId.New(), ResourceId.New(), ResourceId.New(), ResourceId.New(), ResourceId.New(), ResourceId.New());
        var ciphertexts = new List<byte[]>();
        byte[] rsaCiphertext, signature;
        await using (var first = await StartAsync())
        {
            await CreateAsync(first, many, KeySpec.Sm4);
            for (var version = 1; version <= 40; version++)
            {
                ciphertexts.Add(await EncryptAsync(first, many, (byte)version));
                await Grain(first, many).RotateKeyAsync(new RotateKeyRequest());
            }

            await Grain(first, many).ScheduleKeyVersionDeletionAsync(new ScheduleKeyVersionDeletionRequest { Version = new(2) });
            await CreateAsync(first, rotating, KeySpec.Aes256, rotationDays: 30);
            await CreateAsync(first, postponed, KeySpec.Aes256, rotationDays: 30);
            await CreateAsync(first, disabled, KeySpec.Aes256, rotationDays: 30);
            await Grain(first, disabled).DisableKeyAsync(new DisableKeyRequest());
            await CreateAsync(first, doomed, KeySpec.Aes256);
            await Grain(first, doomed).ScheduleKeyDeletionAsync(new ScheduleKeyDeletionRequest { DelayDays = 30 });
            await CreateAsync(first, rsa, KeySpec.Rsa2048);
            rsaCiphertext = await EncryptAsync(first, rsa, 7);
            await CreateAsync(first, hmac, KeySpec.Sm3Hmac);
            signature = (await Crypto(first, hmac).SignAsync(new SignRequest { Data = [1] })).Signature;
            _time.Advance(TimeSpan.FromDays(20));
            await Grain(first, postponed).RotateKeyAsync(new RotateKeyRequest());
        }

        // Down while everything but the postponed rotation comes due.
        _time.Advance(TimeSpan.FromDays(25));
        await using var second = await StartAsync();
        await second.Client.GetGrain<ISchedulerGrain>(0).RunDueAsync();

        for (var version = 1; version <= 40; version++)
        {
            var decrypt = DecryptAsync(second, many, ciphertexts[version - 1]);
            if (version == 2)
            {
                Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(decrypt));
            }
            else
            {
                Assert.Equal([(byte)version], await decrypt);
            }
        }

        Assert.Equal(2, await CountAsync(second, rotating));
        Assert.Equal(2, await CountAsync(second, postponed));
        Assert.Equal(1, await CountAsync(second, disabled));
        Assert.Equal(KmsErrorCode.NotFound, await KeyCluster.CodeOf(CountAsync(second, doomed)));
        Assert.Equal([7], await DecryptAsync(second, rsa, rsaCiphertext));
        Assert.True((await Crypto(second, hmac).VerifyAsync(new VerifyRequest { Data = [1], Signature = signature })).Valid);

        await Grain(second, disabled).EnableKeyAsync(new EnableKeyRequest());
        _time.Advance(TimeSpan.FromDays(5));
        await second.Client.GetGrain<ISchedulerGrain>(0).RunDueAsync();
        Assert.Equal(2, await CountAsync(second, disabled));
        Assert.Equal(3, await CountAsync(second, postponed));
        Assert.Equal(0, await second.Client.GetGrain<ISchedulerGrain>(0).RunDueAsync());
    }

    private async Task<InProcessTestCluster> StartAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ClusterId = "kms"; // a database serves one cluster
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(_time);
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            silo.AddEmbeddedBackend(_directory.Path);
            silo.AddKmsGrains(embedded: true);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private static IKeyGrain Grain(InProcessTestCluster cluster, string id) => cluster.Client.GetGrain<IKeyGrain>(GrainKeys.Of("root", id));

    private static IKeyCryptoGrain Crypto(InProcessTestCluster cluster, string id) => cluster.Client.GetGrain<IKeyCryptoGrain>(GrainKeys.Of("root", id));

    private static Task<CreateKeyReply> CreateAsync(InProcessTestCluster cluster, string id, KeySpec spec, int rotationDays = 0) =>
        Grain(cluster, id).CreateKeyAsync(new CreateKeyRequest { Spec = spec, RotationDays = rotationDays });

    private static async Task<byte[]> EncryptAsync(InProcessTestCluster cluster, string id, byte data) =>
        (await Crypto(cluster, id).EncryptAsync(new EncryptRequest { Plaintext = [data] })).Ciphertext;

    private static async Task<byte[]> DecryptAsync(InProcessTestCluster cluster, string id, byte[] ciphertext) =>
        (await Crypto(cluster, id).DecryptAsync(new DecryptRequest { Ciphertext = ciphertext })).Plaintext;

    private static async Task<int> CountAsync(InProcessTestCluster cluster, string id) =>
        (await Grain(cluster, id).DescribeKeyVersionsAsync(new DescribeKeyVersionsRequest { PageNumber = 1, PageSize = 10 })).TotalCount;
}

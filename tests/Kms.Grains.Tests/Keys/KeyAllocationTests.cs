using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Crypto;
using Kms.Grains.Domain.Keys;
using Kms.Grains.Hsm;
using Kms.Grains.Keys;
using Kms.Grains.Leases;
using Kms.Grains.Storage;
using Kms.Testing.Logging;
using Kms.Testing.Processes;
using Kms.Testing.Storage;

namespace Kms.Grains.Tests.Keys;

/// <summary>What an operation costs in memory when snapshot and HSM answer at once, without Orleans around it.</summary>
public sealed class KeyAllocationTests : IDisposable
{
    private static readonly RecordId s_id = KeyRecords.Identity("root", "srh6mt4lj49tnzvs");

#if DEBUG
    private const int Most = 2048; // unoptimised, the compiler makes every async state machine an object
#else
    private const int Most = 1300;
#endif

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task EncryptAndDecrypt_OneKibibyte_AllocateLittleMoreThanTheirResults()
    {
        var hsm = await EmbeddedBackend.OpenSoftwareHsmAsync(_directory.Path);
        var grain = await GrainAsync(hsm);
        var request = new EncryptRequest { Plaintext = new byte[1024] };
        var decrypt = new DecryptRequest { Ciphertext = (await grain.EncryptAsync(request)).Ciphertext };

        // The array, the reply and the task: 1216 and 1144 bytes.
        Assert.InRange(Allocated(() => grain.EncryptAsync(request)), 1024 + CiphertextEnvelope.Overhead, Most);
        Assert.InRange(Allocated(() => grain.DecryptAsync(decrypt)), 1024, Most);
        await hsm.CloseAsync(CancellationToken.None);
    }

    private static long Allocated(Func<Task> call)
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.True(call().IsCompletedSuccessfully);
        }

        const int Calls = 100;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            call();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }

    private static async Task<KeyCryptoGrain> GrainAsync(IHsm hsm)
    {
        var storage = new MemoryStorage();
        var records = new Records(storage, storage, hsm, new ListLogger<Records>());
        var sealer = new MaterialSealer(hsm, new SystemKeys(records, hsm, TimeProvider.System));
        var keys = new KeyRecords(records);
        var factory = new KeyFactory(hsm, sealer);
        var now = TimeProvider.System.GetUtcNow();
        var key = new Key { Spec = KeySpec.Aes256, State = KeyState.Enabled, CreatedAt = now, Primary = KeyVersionNumber.First };
        var version = await factory.NewVersionAsync(s_id, key.Primary, key.Spec, now);
        await keys.WriteAsync(s_id, new KeyHead { Key = key, Protection = Protection.Software, Versions = [version] }, now);

        var grain = new KeyCryptoGrain(
            new KeySnapshots(keys), new KeyPageSnapshots(keys), new LeasedRecords(new LeaseOptions { Mode = LeaseMode.Hold }), hsm, sealer, TimeProvider.System, new ListLogger<KeyCryptoGrain>());
        grain.Serve(s_id);
        return grain;
    }
}

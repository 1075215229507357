using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;
using Kms.Grains.Keys;
using Kms.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Kms.Grains.Tests.Keys;

/// <summary>Database and HSM fail, and somebody else writes.</summary>
[Collection(nameof(KeyCluster))]
public sealed class KeyFaultTests(KeyCluster cluster) : IDisposable
{
    public void Dispose() => cluster.Storage.Heal();

    [Fact]
    public async Task DisableKey_WriteHasNoEffect_LeavesTheKeyAsItIs()
    {
        var key = await cluster.NewKeyAsync();
        cluster.Storage.BeforeWrite = _ => throw new StorageException("SELECT secret FROM host");

        var error = await Assert.ThrowsAsync<KmsException>(() => key.Grain.DisableKeyAsync(new DisableKeyRequest()));
        Assert.Equal((KmsErrorCode.Unavailable, "temporarily unavailable"), (error.Code, error.Message));
        cluster.Storage.Heal();

        Assert.Equal(KeyState.Enabled, await key.StateAsync());
        Assert.Equal(1, (await key.HeadAsync())!.Revision);
        await key.EncryptAsync(1);
        await key.Grain.DisableKeyAsync(new DisableKeyRequest());
        Assert.Equal(KmsErrorCode.StateConflict, await key.CodeOfEncryptAsync());
    }

    [Fact]
    public async Task DisableKey_AnswerOfTheWriteIsLost_IsUnknownToTheCallerAndInForce()
    {
        var key = await cluster.NewKeyAsync();
        await key.EncryptAsync(1);
        cluster.Storage.AfterWrite = _ => throw new StorageException("connection lost");
        Assert.Equal(KmsErrorCode.Unavailable, await KeyCluster.CodeOf(key.Grain.DisableKeyAsync(new DisableKeyRequest())));
        cluster.Storage.Heal();

        Assert.Equal(KeyState.Disabled, await key.StateAsync());
        Assert.Equal(KmsErrorCode.StateConflict, await key.CodeOfEncryptAsync());
    }

    [Fact]
    public async Task DisableKey_CommitsAfterItsFailure_IsInForceOnceItIsDescribed()
    {
        // The write is still queued when its caller gives up; a snapshot of before may be read until it lands.
        var key = await cluster.NewKeyAsync();
        var before = (await key.HeadAsync())!;
        cluster.Storage.BeforeWrite = _ => throw new StorageException("timeout");
        Assert.Equal(KmsErrorCode.Unavailable, await KeyCluster.CodeOf(key.Grain.DisableKeyAsync(new DisableKeyRequest())));
        cluster.Storage.Heal();
        await key.EncryptAsync(1);
        await WriteBehindAsync(key, before, KeyState.Disabled);

        Assert.Equal(KeyState.Disabled, await key.StateAsync());
        Assert.Equal(KmsErrorCode.StateConflict, await key.CodeOfEncryptAsync());
    }

    [Fact]
    public async Task EnableKey_AnotherActivationHasWritten_FailsOnTheRevisionAndReadsAgain()
    {
        var key = await cluster.NewKeyAsync();
        await key.Grain.DisableKeyAsync(new DisableKeyRequest());
        await WriteBehindAsync(key, (await key.HeadAsync())!, KeyState.Disabled);

        Assert.Equal(KmsErrorCode.Unavailable, await KeyCluster.CodeOf(key.Grain.EnableKeyAsync(new EnableKeyRequest())));
        Assert.Equal(KeyState.Disabled, await key.StateAsync());
        await key.Grain.EnableKeyAsync(new EnableKeyRequest());
        Assert.Equal(KeyState.Enabled, await key.StateAsync());
    }

    [Fact]
    public async Task DisableKey_StaleActivationBelievesItIsDisabled_DoesNotConfirmWhatIsNot()
    {
        // Disabled, as this activation knows; enabled since by another. Confirming from memory would be a lie.
        var key = await cluster.NewKeyAsync();
        await key.Grain.DisableKeyAsync(new DisableKeyRequest());
        await WriteBehindAsync(key, (await key.HeadAsync())!, KeyState.Enabled);

        Assert.Equal(KmsErrorCode.Unavailable, await KeyCluster.CodeOf(key.Grain.DisableKeyAsync(new DisableKeyRequest())));
        await key.Grain.DisableKeyAsync(new DisableKeyRequest());
        Assert.Equal(KeyState.Disabled, (await key.HeadAsync())!.Key.State);
    }

    [Fact]
    public async Task CreateKey_TwoAtOnce_OneWins()
    {
        var key = cluster.Key(ResourceId.New());
        await KeyCluster.CodeOf(key.StateAsync());
        var other = new KeyHead { Key = (await (await cluster.NewKeyAsync()).HeadAsync())!.Key, Protection = Protection.Hsm, Versions = [] };
        await cluster.Services.GetRequiredService<KeyRecords>().WriteAsync(key.Record, other, cluster.Time.GetUtcNow());

        Assert.Equal(KmsErrorCode.Unavailable, await KeyCluster.CodeOf(key.Grain.CreateKeyAsync(new CreateKeyRequest { Spec = KeySpec.Aes256 })));
        Assert.Equal(KmsErrorCode.AlreadyExists, await KeyCluster.CodeOf(key.Grain.CreateKeyAsync(new CreateKeyRequest { Spec = KeySpec.Aes256 })));
    }

    [Fact]
    public async Task AnyCall_DatabaseIsAway_IsUnavailable()
    {
        var key = await cluster.NewKeyAsync();
        await key.DeactivateAsync();
        cluster.Storage.BeforeRead = _ => throw new StorageException("away");
        Assert.Equal(KmsErrorCode.Unavailable, await KeyCluster.CodeOf(key.StateAsync()));
        Assert.Equal(KmsErrorCode.Unavailable, await key.CodeOfEncryptAsync());
        cluster.Storage.Heal();

        Assert.Equal(KeyState.Enabled, await key.StateAsync());
        await key.EncryptAsync(1);
    }

    [Theory]
    [InlineData("Unavailable", KmsErrorCode.Unavailable)]
    [InlineData("Busy", KmsErrorCode.Unavailable)]
    [InlineData("NotAuthentic", KmsErrorCode.Internal)]
    [InlineData("Refused", KmsErrorCode.Internal)]
    public async Task AnyCall_HsmFails_SaysNothingOfTheCause(string fault, KmsErrorCode code)
    {
        var key = await cluster.NewKeyAsync();
        var rsa = await cluster.NewKeyAsync(KeySpec.Rsa2048);
        var sm4 = await cluster.NewKeyAsync(KeySpec.Sm4);
        var ciphertext = await key.EncryptAsync(1);
        foreach (var call in new Func<Task>[]
        {
            () => key.EncryptAsync(1),
            () => key.DecryptAsync(ciphertext),
            () => key.Crypto.GenerateDataKeyAsync(new GenerateDataKeyRequest()),
            () => rsa.Crypto.GetPublicKeyAsync(new GetPublicKeyRequest()),
            () => rsa.Crypto.SignAsync(new SignRequest { Data = [1] }),
            () => sm4.EncryptAsync(1),
            () => key.RotateAsync(),
            () => cluster.NewKeyAsync(),
        })
        {
            cluster.Hsm.FailNext(new HsmException(Enum.Parse<HsmFault>(fault), "CKR_DEVICE_ERROR slot 7"));
            var error = await Assert.ThrowsAsync<KmsException>(call);
            Assert.Equal(code, error.Code);
            Assert.DoesNotContain("CKR", error.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(2u, await key.RotateAsync());
    }

    [Fact]
    public async Task AnyCall_RecordWasEdited_IsInternal()
    {
        var key = await cluster.NewKeyAsync();
        await key.Grain.DisableKeyAsync(new DisableKeyRequest());
        await key.DeactivateAsync();
        cluster.Storage.Inner.Tamper(key.Record, text => [.. System.Text.Encoding.UTF8.GetString(text!).Replace("\"state\":2", "\"state\":1", StringComparison.Ordinal).Select(c => (byte)c)]);

        Assert.Equal(KmsErrorCode.Internal, await KeyCluster.CodeOf(key.StateAsync()));
        Assert.Equal(KmsErrorCode.Internal, await key.CodeOfEncryptAsync());
    }

    [Fact]
    public async Task Encrypt_WrappedKeyOfAnotherKey_IsInternal()
    {
        // Somebody who can make records authentic moves a wrapped key: the HSM's own check refuses it.
        var (key, other) = (await cluster.NewKeyAsync(), await cluster.NewKeyAsync());
        var stolen = (await other.HeadAsync())!.Versions[0].Material;
        var head = (await key.HeadAsync())!;
        await cluster.Services.GetRequiredService<KeyRecords>().WriteAsync(
            key.Record, head with { Versions = [head.Versions[0] with { Material = stolen }] }, cluster.Time.GetUtcNow());

        Assert.Equal(KmsErrorCode.Internal, await key.CodeOfEncryptAsync());
    }

    private async Task WriteBehindAsync(TestKey key, KeyHead head, KeyState state) =>
        await cluster.Services.GetRequiredService<KeyRecords>().WriteAsync(key.Record, head with { Key = head.Key with { State = state } }, cluster.Time.GetUtcNow());
}

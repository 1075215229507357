using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;
using Kms.Silo.Tests.Hsm.Software;
using Kms.Testing.Hsm;

namespace Kms.Silo.Tests.Hsm.Faulty;

public sealed class FaultyHsmTests : IAsyncLifetime
{
    private static readonly KeyBinding Aes = HsmConformance.Binding("abcdefgh12345678");
    private static readonly KeyBinding Rsa = HsmConformance.Binding("rsargfgh12345678", KeySpec.Rsa2048, KeyUsage.EncryptDecrypt | KeyUsage.SignVerify);

    private readonly SoftwareWorld _world = new();
    private readonly InMemoryRootRegistry _registry = new();
    private FaultyHsm _hsm = null!;
    private WrappedKey _aes = null!;
    private WrappedKey _rsa = null!;

    public static TheoryData<HsmCall> Calls => [.. Enum.GetValues<HsmCall>()];

    public async ValueTask InitializeAsync()
    {
        _hsm = new FaultyHsm(_world.CreateModule());
        await _registry.OpenAsync(_hsm);
        _aes = await _hsm.GenerateAsync(Aes, default);
        _rsa = await _hsm.GenerateAsync(Rsa, default);
    }

    public async ValueTask DisposeAsync()
    {
        await _hsm.CloseAsync(default);
        _registry.Dispose();
        await _world.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task FailBefore_AnyCall_FailsOnce(HsmCall call)
    {
        _hsm.FailBefore(call, HsmFault.Busy);

        var exception = await Assert.ThrowsAsync<HsmException>(() => CallAsync(call));

        Assert.Equal(HsmFault.Busy, exception.Fault);
        Assert.Equal(0, _hsm.Pending);
        await _hsm.CloseAsync(default);
        await _registry.OpenAsync(_hsm);
        if (call is not (HsmCall.Open or HsmCall.Close))
            await CallAsync(call);
    }

    [Fact]
    public async Task FailBefore_Encrypt_HasNoEffect()
    {
        var destination = new byte[30];
        _hsm.FailBefore(HsmCall.Encrypt, HsmFault.Unavailable);

        await Assert.ThrowsAsync<HsmException>(async () => await _hsm.EncryptAsync(Aes, _aes, default, new byte[2], destination, default));

        Assert.All(destination, value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task FailAfter_Encrypt_HasTakenEffect()
    {
        var encryption = new byte[30];
        var plaintext = new byte[] { 9, 9 };
        _hsm.FailAfter(HsmCall.Encrypt, HsmFault.Unavailable);

        await Assert.ThrowsAsync<HsmException>(async () => await _hsm.EncryptAsync(Aes, _aes, default, new byte[2], encryption, default));

        Assert.True(await _hsm.DecryptAsync(Aes, _aes, default, encryption, plaintext, default));
        Assert.Equal([0, 0], plaintext);
    }

    [Fact]
    public async Task FailAfter_Open_HasRegisteredTheRoots()
    {
        await using var world = new SoftwareWorld();
        using var registry = new InMemoryRootRegistry();
        var hsm = new FaultyHsm(world.CreateModule());
        hsm.FailAfter(HsmCall.Open, HsmFault.Unavailable);

        await Assert.ThrowsAsync<HsmException>(() => registry.OpenAsync(hsm));

        Assert.Equal(2, registry.Roots.Length);
        await hsm.CloseAsync(default);
    }

    [Fact]
    public async Task Faults_QueuedForOneMethod_AreMetInOrderAndByItAlone()
    {
        _hsm.FailBefore(HsmCall.SignRsa, HsmFault.Busy);
        _hsm.FailAfter(HsmCall.SignRsa, HsmFault.Refused);

        await CallAsync(HsmCall.Encrypt);
        Assert.Equal(HsmFault.Busy, (await Assert.ThrowsAsync<HsmException>(() => CallAsync(HsmCall.SignRsa))).Fault);
        Assert.Equal(1, _hsm.Pending);
        Assert.Equal(HsmFault.Refused, (await Assert.ThrowsAsync<HsmException>(() => CallAsync(HsmCall.SignRsa))).Fault);
        await CallAsync(HsmCall.SignRsa);
    }

    [Fact]
    public async Task Hold_Released_GoesOnAndTakesEffect()
    {
        var hold = _hsm.Hold(HsmCall.Check);
        var held = _hsm.CheckAsync(default).AsTask();

        await hold.Entered;
        Assert.False(held.IsCompleted);
        await _hsm.CheckAsync(default);

        hold.Release();
        await held;
    }

    [Fact]
    public async Task Hold_NeverReleased_HangsUntilCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var hold = _hsm.Hold(HsmCall.Generate);
        var held = _hsm.GenerateAsync(Aes, cancellation.Token).AsTask();
        await hold.Entered;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
    }

    private async Task CallAsync(HsmCall call)
    {
        switch (call)
        {
            case HsmCall.Open: await _hsm.OpenAsync(_registry, default); break;
            case HsmCall.Close: await _hsm.CloseAsync(default); break;
            case HsmCall.Generate: await _hsm.GenerateAsync(Aes, default); break;
            case HsmCall.Encrypt: await _hsm.EncryptAsync(Aes, _aes, default, new byte[1], new byte[29], default); break;
            case HsmCall.Decrypt: await _hsm.DecryptAsync(Aes, _aes, default, new byte[29], new byte[1], default); break;
            case HsmCall.DecryptRsa: await _hsm.DecryptRsaAsync(Rsa, _rsa, new byte[256], new byte[256], default); break;
            case HsmCall.SignRsa: await _hsm.SignRsaAsync(Rsa, _rsa, new byte[1], default); break;
            case HsmCall.GetPublicKey: await _hsm.GetPublicKeyAsync(Rsa, _rsa, default); break;
            case HsmCall.ComputeMac: await _hsm.ComputeMacAsync(1, new byte[1], new byte[32], default); break;
            default: await _hsm.CheckAsync(default); break;
        }
    }
}

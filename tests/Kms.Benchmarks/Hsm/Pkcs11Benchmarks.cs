using BenchmarkDotNet.Attributes;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11;
using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Testing.Hsm;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kms.Benchmarks.Hsm;

/// <summary>What operations cost in a SoftHSM2 token; SoftHSM itself takes about 8.5 us for 1 KiB (measured in C).</summary>
[MemoryDiagnoser]
public class Pkcs11Benchmarks : IDisposable
{
    private static readonly KeyBinding Aes = new("account-1", "abcdefgh12345678", 1, KeySpec.Aes256, KeyUsage.EncryptDecrypt);
    private static readonly KeyBinding Rsa = new("account-1", "rsargfgh12345678", 1, KeySpec.Rsa2048, KeyUsage.SignVerify);

    private readonly SoftHsmToken _token = new();
    private readonly InMemoryRootRegistry _registry = new();
    private readonly byte[] _associatedData = new byte[64];
    private readonly byte[] _mac = new byte[32];
    private readonly byte[] _plaintext = new byte[1024];
    private readonly byte[] _encryption = new byte[1024 + 28];
    private readonly byte[] _junk = new byte[1024 + 28];
    private Pkcs11Hsm _hsm = null!;
    private WrappedKey _aes = null!;
    private WrappedKey _rsa = null!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _token.UseInThisProcess();
        _hsm = new Pkcs11Hsm(_token.CreateOptions(), path => new Cryptoki(path), new Pkcs11Timing(), TimeProvider.System, NullLogger.Instance);
        await _registry.OpenAsync(_hsm);
        _aes = await _hsm.GenerateAsync(Aes, default);
        _rsa = await _hsm.GenerateAsync(Rsa, default);
        await _hsm.EncryptAsync(Aes, _aes, _associatedData, _plaintext, _encryption, default);
    }

    [GlobalCleanup]
    public async Task CleanupAsync() => await _hsm.CloseAsync(default);

    public void Dispose()
    {
        _hsm.Dispose();
        _registry.Dispose();
        _token.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public ValueTask EncryptAsync() => _hsm.EncryptAsync(Aes, _aes, _associatedData, _plaintext, _encryption, default);

    [Benchmark]
    public ValueTask<bool> DecryptAsync() => _hsm.DecryptAsync(Aes, _aes, _associatedData, _encryption, _plaintext, default);

    [Benchmark]
    public ValueTask<bool> DecryptJunkAsync() => _hsm.DecryptAsync(Aes, _aes, _associatedData, _junk, _plaintext, default);

    [Benchmark]
    public ValueTask ComputeMacAsync() => _hsm.ComputeMacAsync(1, _plaintext, _mac, default);

    [Benchmark]
    public ValueTask<byte[]> SignRsaAsync() => _hsm.SignRsaAsync(Rsa, _rsa, _plaintext, default);

    [Benchmark]
    public ValueTask EncryptColdAsync()
    {
        _hsm.Forget(_aes);
        return EncryptAsync();
    }

    [Benchmark]
    public async Task GenerateAesAsync() => await _hsm.GenerateAsync(Aes, default);

    /// <summary>Two callers on two sessions: SoftHSM takes a lock for every call, so this shows no gain there.</summary>
    [Benchmark(OperationsPerInvoke = 200)]
    public Task EncryptByTwoAsync() => Task.WhenAll(Task.Run(() => HundredAsync(new byte[1024 + 28])), Task.Run(() => HundredAsync(_encryption)));

    private async Task HundredAsync(byte[] destination)
    {
        for (var i = 0; i < 100; i++)
            await _hsm.EncryptAsync(Aes, _aes, _associatedData, _plaintext, destination, default);
    }
}

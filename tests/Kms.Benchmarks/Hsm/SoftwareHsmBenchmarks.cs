using System.Collections.Immutable;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Software;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Kms.Benchmarks.Hsm;

/// <summary>What the software HSM costs over the bare algorithm.</summary>
[MemoryDiagnoser]
public class SoftwareHsmBenchmarks : IDisposable
{
    private static readonly KeyBinding Aes = new("account-1", "abcdefgh12345678", 1, KeySpec.Aes256, KeyUsage.EncryptDecrypt);
    private static readonly KeyBinding Rsa = new("account-1", "rsargfgh12345678", 1, KeySpec.Rsa2048, KeyUsage.SignVerify);

    private readonly AesGcm _bare = new(new byte[32], 16);
    private readonly byte[] _associatedData = new byte[64];
    private readonly byte[] _mac = new byte[32];
    private byte[] _plaintext = [];
    private byte[] _encryption = [];
    private DirectoryInfo _directory = null!;
    private SoftwareHsm _hsm = null!;
    private WrappedKey _aes = null!;
    private WrappedKey _rsa = null!;

    [Params(32, 1024)]
    public int Length { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _plaintext = new byte[Length];
        _encryption = new byte[Length + 28];
        _directory = Directory.CreateTempSubdirectory("kms-bench-");
        _hsm = new SoftwareHsm(Options.Create(new SoftwareHsmOptions { DataDirectory = _directory.FullName }), NullLogger<SoftwareHsm>.Instance);
        await _hsm.OpenAsync(new Registry(), default);
        _aes = await _hsm.GenerateAsync(Aes, default);
        _rsa = await _hsm.GenerateAsync(Rsa, default);
        await _hsm.EncryptAsync(Aes, _aes, _associatedData, _plaintext, _encryption, default);
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _hsm.CloseAsync(default);
        _directory.Delete(recursive: true);
    }

    public void Dispose()
    {
        _bare.Dispose();
        _hsm.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public void BareEncrypt()
    {
        var encryption = _encryption.AsSpan();
        RandomNumberGenerator.Fill(encryption[..12]);
        _bare.Encrypt(encryption[..12], _plaintext, encryption[12..^16], encryption[^16..], _associatedData);
    }

    [Benchmark]
    public ValueTask EncryptAsync() => _hsm.EncryptAsync(Aes, _aes, _associatedData, _plaintext, _encryption, default);

    [Benchmark]
    public ValueTask<bool> DecryptAsync() => _hsm.DecryptAsync(Aes, _aes, _associatedData, _encryption, _plaintext, default);

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

    private sealed class Registry : IRootRegistry
    {
        public Task<ImmutableArray<RootRecord>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(ImmutableArray<RootRecord>.Empty);

        public Task AddAsync(ImmutableArray<RootRecord> roots, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<bool> HasRecordsAsync(CancellationToken cancellationToken) => Task.FromResult(false);
    }
}

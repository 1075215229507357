using System.Security.Cryptography;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11;
using Kms.Silo.Hsm.Pkcs11.Opening;
using Kms.Testing;
using Kms.Testing.Hsm;
using Kms.Testing.Logging;

namespace Kms.Silo.Tests.Hsm.Pkcs11;

/// <summary>A SoftHSM2 token with an open adapter, and the module between them that fails on demand.</summary>
internal sealed class TokenHarness : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Nothing happens by itself: the watch would use up queued faults.</summary>
    public static readonly Pkcs11Timing Quiet = new()
    {
        Check = TimeSpan.FromHours(1),
        Call = TimeSpan.FromSeconds(1),
        Quiet = TimeSpan.FromMilliseconds(500),
        FirstPause = TimeSpan.FromMilliseconds(20),
        LongestPause = TimeSpan.FromMilliseconds(100),
    };

    private Action<FaultyCryptoki>? _prepare;

    private TokenHarness(Action<Pkcs11Options>? configure, Pkcs11Timing? timing)
    {
        Options = Token.CreateOptions();
        configure?.Invoke(Options);
        Hsm = new Pkcs11Hsm(Options, Load, timing ?? Quiet, TimeProvider.System, Logger);
    }

    public SoftHsmToken Token { get; } = new();

    public Pkcs11Options Options { get; }

    public InMemoryRootRegistry Registry { get; } = new();

    public ListLogger<Pkcs11Hsm> Logger { get; } = new();

    public Pkcs11Hsm Hsm { get; }

    /// <summary>The module; set once it was loaded.</summary>
    public FaultyCryptoki Module { get; private set; } = null!;

    /// <summary>CK_SLOT_ID of the token in the module.</summary>
    public ulong Slot => TokenFinder.Find(Module, SoftHsmToken.Label);

    /// <summary>How often the module was opened.</summary>
    public int Openings => Module.Calls(nameof(Module.Initialize));

    public static async Task<TokenHarness> OpenAsync(Action<Pkcs11Options>? configure = null, Pkcs11Timing? timing = null)
    {
        var harness = Create(configure, timing);
        await harness.Registry.OpenAsync(harness.Hsm);
        return harness;
    }

    public static TokenHarness Create(Action<Pkcs11Options>? configure = null, Pkcs11Timing? timing = null) => new(configure, timing);

    /// <summary>Another adapter over the same token, not opened.</summary>
    public Pkcs11Hsm CreateSecond() => new(Token.CreateOptions(), Token.Load, Quiet, TimeProvider.System, Logger);

    /// <summary>What happens to the module before its first call.</summary>
    public void Prepare(Action<FaultyCryptoki> prepare) => _prepare = prepare;

    public static KeyBinding Binding(string keyId = "abcdefgh12345678", KeySpec spec = KeySpec.Aes256) =>
        new("account-1", keyId, 1, spec, spec == KeySpec.Aes256 ? KeyUsage.EncryptDecrypt : KeyUsage.EncryptDecrypt | KeyUsage.SignVerify);

    public async Task<TestKey> NewKeyAsync(string keyId = "abcdefgh12345678", KeySpec spec = KeySpec.Aes256)
    {
        var binding = Binding(keyId, spec);
        return new TestKey(Hsm, binding, await Hsm.GenerateAsync(binding, default));
    }

    /// <summary>A key that is in the token already.</summary>
    public async Task<TestKey> NewWarmKeyAsync(string keyId = "abcdefgh12345678")
    {
        var key = await NewKeyAsync(keyId);
        await key.EncryptAsync(new byte[1]);
        return key;
    }

    public async Task<bool> IsReadyAsync()
    {
        try
        {
            await Hsm.CheckAsync(default);
            return true;
        }
        catch (HsmException)
        {
            return false;
        }
    }

    public async Task AssertHealsAsync() => Assert.True(await Eventually.TrueAsync(IsReadyAsync, Patience), string.Join('\n', Logger.Entries.Select(entry => entry.Message)));

    public static async Task<HsmException> AssertFaultAsync(HsmFault fault, Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<HsmException>(call);
        Assert.True(fault == exception.Fault, exception.ToString());
        return exception;
    }

    public async ValueTask DisposeAsync()
    {
        Module?.Restore();
        await Hsm.CloseAsync(default);
        Hsm.Dispose();
        Registry.Dispose();
        Token.Dispose();
    }

    private FaultyCryptoki Load(string path)
    {
        var module = Token.Load(path);
        if (path == Options.Library)
            Module = module;
        _prepare?.Invoke(module);
        return module;
    }

    /// <summary>A key and what tests do with it.</summary>
    internal sealed record TestKey(IHsm Hsm, KeyBinding Binding, WrappedKey Wrapped)
    {
        public async Task<byte[]> EncryptAsync(byte[] plaintext)
        {
            var encryption = new byte[plaintext.Length + HsmArguments.Overhead];
            await Hsm.EncryptAsync(Binding, Wrapped, default, plaintext, encryption, default);
            return encryption;
        }

        public async Task<byte[]?> DecryptAsync(byte[] encryption)
        {
            var plaintext = RandomNumberGenerator.GetBytes(encryption.Length - HsmArguments.Overhead);
            return await Hsm.DecryptAsync(Binding, Wrapped, default, encryption, plaintext, default) ? plaintext : null;
        }

        public async Task AssertWorksAsync()
        {
            var plaintext = RandomNumberGenerator.GetBytes(100);
            Assert.Equal(plaintext, await DecryptAsync(await EncryptAsync(plaintext)));
        }
    }
}

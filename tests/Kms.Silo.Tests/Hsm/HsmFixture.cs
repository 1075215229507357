using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;
using Kms.Testing.Hsm;

namespace Kms.Silo.Tests.Hsm;

/// <summary>What the tests of one module kind share: a world with an open module in it. A test that needs a world in another state makes its own.</summary>
public abstract class HsmFixture : IAsyncLifetime
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private HsmWorld? _world;
    private IHsmModule? _module;
    private (KeyBinding Binding, WrappedKey Key)? _rsa;

    /// <summary>The open module.</summary>
    internal IHsmModule Module => _module!;

    /// <summary>Its registry.</summary>
    internal InMemoryRootRegistry Registry { get; } = new();

    /// <summary>A new, empty world.</summary>
    internal abstract Task<HsmWorld> CreateWorldAsync();

    /// <summary>One RSA key for everybody, because making one takes long.</summary>
    internal async Task<(KeyBinding Binding, WrappedKey Key)> RsaAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_rsa is null)
            {
                var binding = HsmConformance.Binding("shared-rsa", KeySpec.Rsa2048, KeyUsage.EncryptDecrypt | KeyUsage.SignVerify);
                _rsa = (binding, await Module.GenerateAsync(binding, default));
            }

            return _rsa.Value;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask InitializeAsync()
    {
        _world = await CreateWorldAsync();
        _module = _world.CreateModule();
        await Registry.OpenAsync(_module);
    }

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
            await _module.CloseAsync(default);
        if (_world is not null)
            await _world.DisposeAsync();
        Registry.Dispose();
        _gate.Dispose();
        GC.SuppressFinalize(this);
    }
}

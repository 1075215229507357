using System.Security.Cryptography;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;
using Kms.Testing.Hsm;

namespace Kms.Silo.Tests.Hsm;

/// <summary>
/// What every module must do, whatever it is made of. A concrete class gives the fixture; a theme has a file of its
/// own.
/// </summary>
public abstract partial class HsmConformance(HsmFixture fixture)
{
    private IHsmModule Hsm => fixture.Module;

    internal static KeyBinding Binding(string keyId, KeySpec spec = KeySpec.Aes256, KeyUsage usage = KeyUsage.EncryptDecrypt) =>
        new("account-1", keyId, 1, spec, usage);

    private async Task<(KeyBinding Binding, WrappedKey Key)> NewAesAsync(string keyId = "abcdefgh12345678")
    {
        var binding = Binding(keyId);
        return (binding, await Hsm.GenerateAsync(binding, default));
    }

    private static async Task<byte[]> EncryptAsync(IHsm hsm, KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> plaintext, byte[]? associatedData = null)
    {
        var encryption = new byte[plaintext.Length + HsmArguments.Overhead];
        await hsm.EncryptAsync(binding, key, associatedData ?? [], plaintext, encryption, default);
        return encryption;
    }

    /// <summary>Null when the module says it is not authentic.</summary>
    private static async Task<byte[]?> DecryptAsync(IHsm hsm, KeyBinding binding, WrappedKey key, byte[] encryption, byte[]? associatedData = null)
    {
        var plaintext = RandomNumberGenerator.GetBytes(Math.Max(0, encryption.Length - HsmArguments.Overhead));
        if (await hsm.DecryptAsync(binding, key, associatedData ?? [], encryption, plaintext, default))
            return plaintext;
        Assert.All(plaintext, value => Assert.Equal(0, value));
        return null;
    }

    private static async Task<HsmException> AssertFaultAsync(HsmFault fault, Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<HsmException>(call);
        Assert.Equal(fault, exception.Fault);
        return exception;
    }

    private static byte[] Flipped(byte[] bytes, int index)
    {
        var flipped = bytes.ToArray();
        flipped[index] ^= 0x10;
        return flipped;
    }

    /// <summary>Runs with an open module of its own, in a world of its own.</summary>
    private async Task InNewWorldAsync(Func<HsmWorld, InMemoryRootRegistry, IHsmModule, Task> test)
    {
        await using var world = await fixture.CreateWorldAsync();
        using var registry = new InMemoryRootRegistry();
        await WithModuleAsync(world, registry, module => test(world, registry, module));
    }

    private static async Task WithModuleAsync(HsmWorld world, InMemoryRootRegistry registry, Func<IHsmModule, Task> test)
    {
        var module = world.CreateModule();
        try
        {
            await registry.OpenAsync(module);
            await test(module);
        }
        finally
        {
            await module.CloseAsync(default);
        }
    }
}

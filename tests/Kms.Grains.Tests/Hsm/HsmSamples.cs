using System.Security.Cryptography;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;

namespace Kms.Grains.Tests.Hsm;

internal static class HsmSamples
{
    public static readonly KeyBinding Binding = new("account-1", "abcdefgh12345678", 3, KeySpec.Rsa2048, KeyUsage.EncryptDecrypt | KeyUsage.SignVerify);

    public static readonly WrappedKey Key = new(2, 5, WrapMechanism.AesKwp, "software", [1, 2, 3], [4, 5, 6, 7], new byte[32]);

    /// <summary>A stand-in for the binding keys of a module: the key of generation g is 32 bytes of g.</summary>
    public static ValueTask MacAsync(int generation, ReadOnlyMemory<byte> message, Memory<byte> destination, CancellationToken cancellationToken)
    {
        Span<byte> key = stackalloc byte[32];
        key.Fill((byte)generation);
        HMACSHA256.HashData(key, message.Span, destination.Span);
        return ValueTask.CompletedTask;
    }
}

using System.Buffers.Binary;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;

namespace Kms.Grains.Tests.Hsm;

public sealed class WrappedKeyMacTests
{
    [Fact]
    public void Message_KnownKey_IsTheDocumentedBytes()
    {
        var expected = new List<byte>("kms/wrapped-key/1\0"u8.ToArray());
        Number(2);
        Field("account-1"u8.ToArray());
        Field("abcdefgh12345678"u8.ToArray());
        Number(3);
        Number(2);
        Number(3);
        Number(5);
        Number(1);
        Field("software"u8.ToArray());
        Field([1, 2, 3]);
        Field([4, 5, 6, 7]);

        Assert.Equal(expected.ToArray(), WrappedKeyMac.Message(HsmSamples.Binding, HsmSamples.Key).ToArray());

        void Field(byte[] value)
        {
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
            expected.AddRange(length);
            expected.AddRange(value);
        }

        void Number(long value)
        {
            var bytes = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(bytes, value);
            Field(bytes);
        }
    }

    [Fact]
    public async Task Verify_SealedKey_Passes()
    {
        var key = await SealAsync();

        await WrappedKeyMac.VerifyAsync(HsmSamples.Binding, key, HsmSamples.MacAsync, default);
        Assert.NotEqual(HsmSamples.Key.Mac, key.Mac);
    }

    [Theory]
    [MemberData(nameof(AlteredBindings))]
    public async Task Verify_AlteredBinding_IsNotAuthentic(string field)
    {
        var key = await SealAsync();

        await AssertNotAuthenticAsync(Altered(HsmSamples.Binding, field), key);
    }

    [Theory]
    [MemberData(nameof(AlteredKeys))]
    public async Task Verify_AlteredKey_IsNotAuthentic(string field)
    {
        var key = await SealAsync();

        await AssertNotAuthenticAsync(HsmSamples.Binding, Altered(key, field));
    }

    [Fact]
    public async Task Verify_ByteMovedToTheNextField_IsNotAuthentic()
    {
        var key = await SealAsync();

        await AssertNotAuthenticAsync(HsmSamples.Binding, key with { PublicKey = [1, 2], Blob = [3, 4, 5, 6, 7] });
        await AssertNotAuthenticAsync(HsmSamples.Binding with { Account = "account-1a", KeyId = "bcdefgh12345678" }, key);
    }

    [Fact]
    public async Task Verify_OtherGeneration_AsksForThatGenerationsKey()
    {
        var asked = 0;
        var key = HsmSamples.Key with { BindingGeneration = 9 };

        var failure = await Assert.ThrowsAsync<HsmException>(() => WrappedKeyMac.VerifyAsync(
            HsmSamples.Binding,
            key,
            (generation, message, destination, token) =>
            {
                asked = generation;
                return HsmSamples.MacAsync(generation, message, destination, token);
            },
            default).AsTask());

        Assert.Equal(9, asked);
        Assert.Equal(HsmFault.NotAuthentic, failure.Fault);
        Assert.Contains("account-1/abcdefgh12345678 version 3", failure.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> AlteredBindings => ["Account", "KeyId", "Version", "Spec", "Usage"];

    public static TheoryData<string> AlteredKeys =>
        ["BindingGeneration", "KekGeneration", "Mechanism", "Profile", "PublicKey", "Blob", "Mac", "ShortMac", "EmptyMac"];

    private static KeyBinding Altered(KeyBinding binding, string field) => field switch
    {
        "Account" => binding with { Account = "account-2" },
        "KeyId" => binding with { KeyId = "abcdefgh12345679" },
        "Version" => binding with { Version = 4 },
        "Spec" => binding with { Spec = KeySpec.Aes256 },
        "Usage" => binding with { Usage = KeyUsage.EncryptDecrypt },
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    private static WrappedKey Altered(WrappedKey key, string field) => field switch
    {
        "BindingGeneration" => key with { BindingGeneration = 3 },
        "KekGeneration" => key with { KekGeneration = 6 },
        "Mechanism" => key with { Mechanism = WrapMechanism.Unknown },
        "Profile" => key with { Profile = "softhsm" },
        "PublicKey" => key with { PublicKey = [1, 2, 2] },
        "Blob" => key with { Blob = [4, 5, 6] },
        "Mac" => key with { Mac = [.. key.Mac[..31], (byte)(key.Mac[31] ^ 1)] },
        "ShortMac" => key with { Mac = key.Mac[..31] },
        "EmptyMac" => key with { Mac = [] },
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    private static ValueTask<WrappedKey> SealAsync() =>
        WrappedKeyMac.SealAsync(HsmSamples.Binding, HsmSamples.Key, HsmSamples.MacAsync, default);

    private static async Task AssertNotAuthenticAsync(KeyBinding binding, WrappedKey key)
    {
        var failure = await Assert.ThrowsAsync<HsmException>(() => WrappedKeyMac.VerifyAsync(binding, key, HsmSamples.MacAsync, default).AsTask());
        Assert.Equal(HsmFault.NotAuthentic, failure.Fault);
    }
}

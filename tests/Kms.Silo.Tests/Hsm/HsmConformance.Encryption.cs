using System.Security.Cryptography;
using Kms.Grains.Hsm;

namespace Kms.Silo.Tests.Hsm;

public abstract partial class HsmConformance
{
    private const int LongestPlaintext = 4096;

    [Fact]
    public async Task Encrypt_EveryLengthOfAPlaintext_RoundTrips()
    {
        var (binding, key) = await NewAesAsync();
        var plaintext = RandomNumberGenerator.GetBytes(LongestPlaintext);
        for (var length = 1; length <= LongestPlaintext; length++)
        {
            var encryption = await EncryptAsync(Hsm, binding, key, plaintext.AsMemory(0, length), [1, 2, 3]);
            var decrypted = await DecryptAsync(Hsm, binding, key, encryption, [1, 2, 3]);
            Assert.True(plaintext.AsSpan(0, length).SequenceEqual(decrypted), $"length {length}");
        }
    }

    [Theory]
    [InlineData(65_536, 0)]
    [InlineData(65_536, 1000)]
    [InlineData(1_048_576, 64)]
    public async Task Encrypt_LongValue_RoundTrips(int length, int associatedLength)
    {
        var (binding, key) = await NewAesAsync();
        var plaintext = RandomNumberGenerator.GetBytes(length);
        var associatedData = RandomNumberGenerator.GetBytes(associatedLength);

        var encryption = await EncryptAsync(Hsm, binding, key, plaintext, associatedData);
        var decrypted = await DecryptAsync(Hsm, binding, key, encryption, associatedData);

        Assert.True(plaintext.AsSpan().SequenceEqual(decrypted));
    }

    [Fact]
    public async Task Encrypt_SlicesOfLargerBuffers_WritesOnlyItsDestination()
    {
        var (binding, key) = await NewAesAsync();
        var plaintext = RandomNumberGenerator.GetBytes(64);
        var buffer = new byte[200];
        Array.Fill(buffer, (byte)0xAA);

        await Hsm.EncryptAsync(binding, key, plaintext.AsMemory(50, 5), plaintext.AsMemory(3, 20), buffer.AsMemory(10, 48), default);

        Assert.All(buffer[..10].Concat(buffer[58..]), value => Assert.Equal(0xAA, value));
        Assert.Equal(plaintext[3..23], await DecryptAsync(Hsm, binding, key, buffer[10..58], plaintext[50..55]));
    }

    [Fact]
    public async Task Encrypt_SamePlaintext10000Times_NeverRepeatsAnIv()
    {
        var (binding, key) = await NewAesAsync();
        var seen = new HashSet<string>();
        var ciphertexts = new HashSet<string>();
        for (var i = 0; i < 10_000; i++)
        {
            var encryption = await EncryptAsync(Hsm, binding, key, "the same text"u8.ToArray());
            Assert.True(seen.Add(Convert.ToHexString(encryption[..HsmArguments.IvLength])));
            Assert.True(ciphertexts.Add(Convert.ToHexString(encryption[HsmArguments.IvLength..])));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(27)]
    [InlineData(29)]
    public async Task Encrypt_DestinationOfAnotherLength_IsAMistake(int overhead)
    {
        var (binding, key) = await NewAesAsync();

        await Assert.ThrowsAsync<ArgumentException>(async () => await Hsm.EncryptAsync(binding, key, default, new byte[10], new byte[10 + overhead], default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Hsm.DecryptAsync(binding, key, default, new byte[38], new byte[38 - overhead], default));
    }

    [Fact]
    public async Task Encrypt_KeyOfAnotherSpec_IsAMistake()
    {
        var (binding, key) = await fixture.RsaAsync();

        await Assert.ThrowsAsync<ArgumentException>(async () => await EncryptAsync(Hsm, binding, key, new byte[10]));
        await Assert.ThrowsAsync<ArgumentException>(async () => await DecryptAsync(Hsm, binding, key, new byte[38]));
    }

    [Fact]
    public async Task Decrypt_OtherAssociatedData_IsNotAuthentic()
    {
        var (binding, key) = await NewAesAsync();
        var encryption = await EncryptAsync(Hsm, binding, key, new byte[32], [1, 2, 3]);

        Assert.Null(await DecryptAsync(Hsm, binding, key, encryption, [1, 2, 4]));
        Assert.Null(await DecryptAsync(Hsm, binding, key, encryption, [1, 2]));
        Assert.Null(await DecryptAsync(Hsm, binding, key, encryption, []));
        Assert.NotNull(await DecryptAsync(Hsm, binding, key, encryption, [1, 2, 3]));
    }

    [Fact]
    public async Task Decrypt_AnyByteAltered_IsNotAuthentic()
    {
        var (binding, key) = await NewAesAsync();
        var encryption = await EncryptAsync(Hsm, binding, key, RandomNumberGenerator.GetBytes(33), [7]);

        for (var i = 0; i < encryption.Length; i++)
            Assert.Null(await DecryptAsync(Hsm, binding, key, Flipped(encryption, i), [7]));
        Assert.NotNull(await DecryptAsync(Hsm, binding, key, encryption, [7]));
    }

    [Fact]
    public async Task Decrypt_AnyOtherLength_IsNotAuthentic()
    {
        var (binding, key) = await NewAesAsync();
        var encryption = await EncryptAsync(Hsm, binding, key, RandomNumberGenerator.GetBytes(33));

        for (var length = 0; length < encryption.Length; length++)
        {
            Assert.Null(await DecryptAsync(Hsm, binding, key, encryption[..length]));
            Assert.Null(await DecryptAsync(Hsm, binding, key, encryption[^length..]));
        }

        Assert.Null(await DecryptAsync(Hsm, binding, key, [.. encryption, 0]));
    }

    [Fact]
    public async Task Decrypt_UnderAnotherKey_IsNotAuthentic()
    {
        var (binding, key) = await NewAesAsync();
        var (otherBinding, other) = await NewAesAsync("bbbbbbbb12345678");
        var encryption = await EncryptAsync(Hsm, binding, key, new byte[32]);

        Assert.Null(await DecryptAsync(Hsm, otherBinding, other, encryption));
    }
}

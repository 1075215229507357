using Kms.Grains.Hsm;

namespace Kms.Silo.Tests.Hsm;

public abstract partial class HsmConformance
{
    [Fact]
    public async Task ComputeMac_SameMessage_IsTheSame()
    {
        var first = await MacAsync(Hsm, "message"u8.ToArray());

        Assert.Equal(first, await MacAsync(Hsm, "message"u8.ToArray()));
        Assert.NotEqual(first, await MacAsync(Hsm, "messagf"u8.ToArray()));
        Assert.NotEqual(first, await MacAsync(Hsm, "messag"u8.ToArray()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(100_000)]
    public async Task ComputeMac_AnyLength_DependsOnEveryEnd(int length)
    {
        var message = new byte[length];
        var mac = await MacAsync(Hsm, message);

        Assert.NotEqual(mac, await MacAsync(Hsm, [.. message, 0]));
        if (length == 0)
            return;
        Assert.NotEqual(mac, await MacAsync(Hsm, Flipped(message, 0)));
        Assert.NotEqual(mac, await MacAsync(Hsm, Flipped(message, length - 1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-1)]
    public async Task ComputeMac_UnknownGeneration_IsNotAuthentic(int generation)
    {
        var exception = await AssertFaultAsync(HsmFault.NotAuthentic, async () => await Hsm.ComputeMacAsync(generation, new byte[1], new byte[32], default));

        Assert.Contains($"generation {generation}", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public async Task ComputeMac_DestinationOfAnotherLength_IsAMistake(int length) =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await Hsm.ComputeMacAsync(1, new byte[1], new byte[length], default));

    [Fact]
    public async Task ComputeMac_OtherRoots_IsAnother()
    {
        var mac = await MacAsync(Hsm, "message"u8.ToArray());

        await InNewWorldAsync(async (_, _, other) => Assert.NotEqual(mac, await MacAsync(other, "message"u8.ToArray())));
    }

    private static async Task<byte[]> MacAsync(IHsm hsm, byte[] message)
    {
        var mac = new byte[32];
        await hsm.ComputeMacAsync(hsm.BindingGeneration, message, mac, default);
        return mac;
    }
}

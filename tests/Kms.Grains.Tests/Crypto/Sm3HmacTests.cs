using Kms.Grains.Crypto;
using Org.BouncyCastle.Crypto.Digests;

namespace Kms.Grains.Tests.Crypto;

public sealed class Sm3HmacTests
{
    public static TheoryData<HmacVector> Published => new(Vectors.Read<HmacVector>("sm/hmac-sm3.json"));

    public static TheoryData<DigestVector> Digests => new(Vectors.Read<DigestVector>("sm/sm3.json"));

    [Theory]
    [MemberData(nameof(Published))]
    public void Sign_PublishedVector_GivesItsAnswer(HmacVector vector)
    {
        Assert.Equal(vector.Mac, Convert.ToHexStringLower(Sm3Hmac.Sign(vector.Key.Hex(), vector.Data.Hex())));
        Assert.True(Sm3Hmac.Verify(vector.Key.Hex(), vector.Data.Hex(), vector.Mac.Hex()));
    }

    [Theory]
    [MemberData(nameof(Digests))]
    public void Sm3_PublishedVector_GivesItsAnswer(DigestVector vector)
    {
        // The hash below the code, so that a failure of the library is told apart from one of ours.
        var digest = new SM3Digest();
        digest.BlockUpdate(vector.Data.Hex());
        var output = new byte[32];
        digest.DoFinal(output);

        Assert.Equal(vector.Digest, Convert.ToHexStringLower(output));
    }

    [Fact]
    public void Verify_WrongCodeOrLength_IsFalse()
    {
        var code = Sm3Hmac.Sign("key"u8, "data"u8);
        Assert.False(Sm3Hmac.Verify("key"u8, "data"u8, code.AsSpan(0, 31)));
        Assert.False(Sm3Hmac.Verify("key"u8, "data"u8, []));
        Assert.False(Sm3Hmac.Verify("key"u8, "Data"u8, code));
        Assert.False(Sm3Hmac.Verify("Key"u8, "data"u8, code));
    }
}

public sealed record HmacVector(string Source, string Key, string Data, string Mac)
{
    public override string ToString() => Source;
}

public sealed record DigestVector(string Source, string Data, string Digest)
{
    public override string ToString() => Source;
}

using Kms.Grains.Abstractions.Access;

namespace Kms.Grains.Abstractions.Tests.Access;

public sealed class SignatureAlgorithmsTests
{
    [Theory]
    [InlineData(SignatureAlgorithm.Jdcloud2)]
    [InlineData(SignatureAlgorithm.Jdcloud3)]
    public void Find_Name_FindsTheAlgorithm(SignatureAlgorithm algorithm) =>
        Assert.Equal(algorithm, SignatureAlgorithms.Find(algorithm.Name()));

    [Theory]
    [InlineData("")]
    [InlineData("jdcloud2-hmac-sha256")]
    [InlineData("JDCLOUD2-HMAC-SHA256 ")]
    [InlineData("JDCLOUD4-HMAC-SHA256")]
    [InlineData("AWS4-HMAC-SHA256")]
    public void Find_AnythingElse_IsUnknown(string name) =>
        Assert.Equal(SignatureAlgorithm.Unknown, SignatureAlgorithms.Find(name));

    [Fact]
    public void Texts_UnknownAlgorithm_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SignatureAlgorithm.Unknown.Name());
        Assert.Throws<ArgumentOutOfRangeException>(() => SignatureAlgorithm.Unknown.Terminator());
    }
}

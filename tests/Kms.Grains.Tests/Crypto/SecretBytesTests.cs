using Kms.Grains.Crypto;

namespace Kms.Grains.Tests.Crypto;

public sealed class SecretBytesTests
{
    [Fact]
    public void Dispose_Filled_ZeroesTheMemory()
    {
        var secret = SecretBytes.Random(32);
        var memory = secret.ExposeMemory();
        Assert.NotEqual(new byte[32], memory.ToArray());

        secret.Dispose();
        secret.Dispose();

        Assert.Equal(new byte[32], memory.ToArray());
    }

    [Fact]
    public void Expose_Disposed_Throws()
    {
        var secret = new SecretBytes(4);
        secret.Dispose();

        Assert.Throws<ObjectDisposedException>(() => secret.ExposeMemory());
        Assert.Throws<ObjectDisposedException>(() => secret.Length);
    }

    [Fact]
    public void ToString_Filled_ShowsNothing()
    {
        using var secret = SecretBytes.Random(4);

        Assert.Equal("SecretBytes", $"{secret}");
    }
}

using Kms.Gateway.Hosting;

namespace Kms.Gateway.Tests;

public sealed class ProgramTests
{
    [Fact]
    public void StandAlone_IsRefused()
    {
        var main = typeof(KmsGatewayExtensions).Assembly.EntryPoint!;
        Assert.Equal(1, main.Invoke(null, [Array.Empty<string>()]));
    }
}

using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11;
using Kms.Testing.Hsm;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kms.Silo.Tests.Hsm.Pkcs11;

public sealed class Pkcs11OptionsTests
{
    private readonly Dictionary<string, string?> _settings = new()
    {
        ["Kms:Hsm:Library"] = SoftHsmToken.InstalledLibrary,
        ["Kms:Hsm:TokenLabel"] = "kms",
        ["Kms:Hsm:PinFile"] = "/run/secrets/pin",
    };

    [Fact]
    public void Resolve_WithTheThreeNames_HasTheDefaults()
    {
        using var provider = Build();

        var options = provider.GetRequiredService<IOptions<Pkcs11Options>>().Value;
        Assert.Equal((2, 2, false), (options.Sessions, options.WaitSeconds, options.IgnorePinCounters));
        Assert.Same(provider.GetRequiredService<IHsm>(), provider.GetRequiredService<IHsmModule>());
        Assert.Equal(Protection.Hsm, provider.GetRequiredService<IHsm>().Protection);
    }

    [Theory]
    [InlineData("Library", null)]
    [InlineData("Library", "libsofthsm2.so")]
    [InlineData("Library", "/nowhere/libsofthsm2.so")]
    [InlineData("TokenLabel", null)]
    [InlineData("TokenLabel", "a label that is longer than thirty-two bytes")]
    [InlineData("PinFile", null)]
    [InlineData("Sessions", "0")]
    [InlineData("Sessions", "257")]
    [InlineData("WaitSeconds", "0")]
    [InlineData("WaitSeconds", "61")]
    public void Resolve_WrongSetting_IsRefusedByTheNameInTheEnvironment(string name, string? value)
    {
        _settings["Kms:Hsm:" + name] = value;
        using var provider = Build();

        var exception = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IHsm>);

        Assert.Contains("Kms__Hsm__" + name, Assert.Single(exception.Failures), StringComparison.Ordinal);
    }

    private ServiceProvider Build() =>
        new ServiceCollection()
            .AddLogging()
            .AddPkcs11Hsm(new ConfigurationBuilder().AddInMemoryCollection(_settings).Build())
            .BuildServiceProvider();
}

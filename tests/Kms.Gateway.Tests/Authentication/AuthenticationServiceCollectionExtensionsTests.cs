using Kms.Gateway.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kms.Gateway.Tests.Authentication;

public sealed class AuthenticationServiceCollectionExtensionsTests
{
    [Fact]
    public void Skew_NotConfigured_Is900Seconds() => Assert.Equal(TimeSpan.FromMinutes(15), Options(null).Skew);

    [Theory]
    [InlineData("1")]
    [InlineData("86400")]
    public void Skew_InRange_IsTaken(string seconds) => Assert.Equal(seconds, Options(seconds).SkewSeconds.ToString());

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("86401")]
    public void Skew_OutOfRange_IsRefusedByName(string seconds)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Options(seconds));

        Assert.Contains("Kms__Authentication__SkewSeconds", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddGatewayAuthentication_Twice_AddsOnce() => Assert.Single(
        new ServiceCollection().AddGatewayAuthentication().AddGatewayAuthentication(),
        s => s.ServiceType == typeof(RequestAuthenticator));

    private static AuthenticationOptions Options(string? seconds)
    {
        var settings = new Dictionary<string, string?> { ["Kms:Authentication:SkewSeconds"] = seconds };
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(seconds is null ? [] : settings).Build())
            .AddGatewayAuthentication()
            .BuildServiceProvider();
        return services.GetRequiredService<IOptions<AuthenticationOptions>>().Value;
    }
}

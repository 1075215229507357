using Kms.Gateway.Hosting;
using Kms.Gateway.Tests.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Kms.Gateway.Tests.Hosting;

public sealed class ListeningTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", false)]
    [InlineData("http://127.1.2.3:8080", false)]
    [InlineData("http://localhost:8080", false)]
    [InlineData("HTTP://LOCALHOST", false)]
    [InlineData("http://[::1]:8080", false)]
    [InlineData("http://unix:/run/kms.sock", false)]
    [InlineData("https://0.0.0.0:8443", false)]
    [InlineData("https://*:8443", false)]
    [InlineData("http://0.0.0.0:8080", true)]
    [InlineData("http://*:8080", true)]
    [InlineData("http://+:8080", true)]
    [InlineData("http://[::]:8080", true)]
    [InlineData("http://10.0.0.1:8080", true)]
    [InlineData("http://kms.example.com", true)]
    [InlineData("http://localhost.example.com", true)]
    [InlineData("http://127.0.0.1.example.com", true)]
    public void IsExposed_PlainHttpBeyondLoopback(string address, bool exposed) =>
        Assert.Equal(exposed, ListeningAddresses.IsExposed(address));

    [Theory]
    [InlineData("urls", "http://127.0.0.1:1;http://0.0.0.0:2")]
    [InlineData("http_ports", "8080")]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://*:8080")]
    public async Task Start_ConfiguredPlainHttpBeyondLoopback_IsRefusedBeforeAnythingListens(string name, string value)
    {
        await using var app = App((name, value));
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync());
        Assert.Contains("Kms__Gateway__AllowPlainHttp", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:45299", true)]
    [InlineData("http://127.0.0.1:45299", false)]
    public async Task Started_OnAnAddressFromCode_IsJudgedToo(string address, bool refused)
    {
        using var server = new ListeningServer(address);
        var rule = new PlainHttpRule(new GatewayOptions(), new ConfigurationBuilder().Build(), server);
        await rule.StartingAsync(CancellationToken.None);
        var failure = await Record.ExceptionAsync(() => rule.StartedAsync(CancellationToken.None));
        Assert.Equal(refused, failure is InvalidOperationException);
    }

    [Fact]
    public async Task Start_PlainHttpAllowed_Listens()
    {
        await using var app = App(("Kms:Gateway:AllowPlainHttp", "true"), ("urls", "http://[::1]:0;http://127.0.0.1:0"));
        await app.StartAsync();
        Assert.Equal(2, app.Urls.Count);
    }

    [Theory]
    [InlineData(null, null, "http://127.0.0.1:9", "http://127.0.0.1:9")]
    [InlineData("urls", "http://127.0.0.1:1;http://127.0.0.1:2", "http://127.0.0.1:1;http://127.0.0.1:2", "http://127.0.0.1:1")]
    [InlineData("http_ports", "1", null, "http://*:1")]
    [InlineData("Kestrel:Endpoints:A:Url", "http://127.0.0.1:1", null, "http://127.0.0.1:1")]
    public void UseDefaultUrl_OnlyWhenNothingIsConfigured(string? name, string? value, string? urls, string first)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(name is null ? [] : [KeyValuePair.Create(name, value)]);
        Assert.Equal(first, builder.WebHost.UseDefaultUrl(builder.Configuration, "http://127.0.0.1:9"));
        Assert.Equal(urls, builder.WebHost.GetSetting("urls"));
    }

    [Theory]
    [InlineData("Kms:Limits:BodyBytes", "0")]
    [InlineData("Kms:Limits:ImportBytes", "1e3")]
    [InlineData("Kms:Limits:RequestSeconds", "-1")]
    [InlineData("Kms:Limits:RequestSeconds", "601")]
    [InlineData("Kms:Gateway:AllowPlainHttp", "yes")]
    [InlineData("Kms:Secrets:DataInLists", "1")]
    public void AddKmsGateway_SettingThatIsNone_IsNamed(string name, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(name, (string?)value)]).Build();
        var failure = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddKmsGateway(configuration));
        Assert.Contains(name.Replace(":", "__", StringComparison.Ordinal), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WorkTime_OfTenSeconds_IsNineAndAHalf() => Assert.Equal(TimeSpan.FromSeconds(9.5), new GatewayOptions().WorkTime);

    private static WebApplication App(params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IGrainFactory, FakeCluster>();
        builder.Services.AddKmsGateway(builder.Configuration);
        var app = builder.Build();
        app.UseKmsGateway();
        return app;
    }

    /// <summary>Says where it listens, and does not.</summary>
    private sealed class ListeningServer : IServer, IServerAddressesFeature
    {
        public ListeningServer(string address)
        {
            Addresses.Add(address);
            Features.Set<IServerAddressesFeature>(this);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public ICollection<string> Addresses { get; } = [];

        public bool PreferHostingUrls { get; set; }

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}

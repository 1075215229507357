using System.Net;
using Kms.Gateway.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Kms.Gateway.Tests.Fakes;

/// <summary>The gateway on a real Kestrel at a free port of 127.0.0.1, with fakes behind it.</summary>
internal sealed class GatewayServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GatewayServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single());
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            BaseAddress = Address,
            Timeout = TimeSpan.FromSeconds(60),
        };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public FakeCluster Cluster => (FakeCluster)_app.Services.GetRequiredService<IGrainFactory>();

    public StubGate Gate => (StubGate)_app.Services.GetRequiredService<IRequestGate>();

    public LogLines Log => _app.Services.GetRequiredService<LogLines>();

    public IHostApplicationLifetime Lifetime => _app.Lifetime;

    public static async Task<GatewayServer> StartAsync(
        Action<IServiceCollection>? services = null, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<LogLines>();
        builder.Services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<LogLines>());
        builder.Services.AddSingleton<IGrainFactory, FakeCluster>();
        builder.Services.AddSingleton<IRequestGate, StubGate>();
        services?.Invoke(builder.Services);
        builder.Services.AddKmsGateway(builder.Configuration);
        var app = builder.Build();
        app.MapGet("/health/live", () => "alive");
        app.UseKmsGateway();
        await app.StartAsync();
        return new GatewayServer(app);
    }

    /// <summary>Sends a request with a JSON body, or none, and reads the reply.</summary>
    public async Task<Reply> SendAsync(string method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Address, path));
        if (json is not null)
        {
            request.Content = new StringContent(json);
        }

        return await SendAsync(request);
    }

    public async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request);
        return new Reply(response.StatusCode, await response.Content.ReadAsStringAsync(), Headers(response));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private static Dictionary<string, string> Headers(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
}

/// <summary>What came back.</summary>
internal sealed record Reply(HttpStatusCode StatusCode, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public int Status => (int)StatusCode;
}

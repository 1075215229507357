using System.Net;
using System.Net.Sockets;
using System.Text;
using Kms.Gateway.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kms.Gateway.Tests.Authentication;

/// <summary>The captured requests, byte for byte, through the real HTTP server: it must not touch what was signed.</summary>
public sealed class KestrelReplayTests : IAsyncLifetime
{
    /// <summary>Within the window of every captured request.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 13, 57, 0, TimeSpan.Zero);

    private readonly AuthenticatorFixture _fixture = new(Now);
    private WebApplication? _server;

    public async ValueTask InitializeAsync()
    {
        _fixture.Cluster.Add("ak", CapturedRequests.Secret);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(AuthenticateAsync);
        await _server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _fixture.Dispose();
    }

    [Fact]
    public async Task Replay_EveryCapturedRequest_IsLetIn()
    {
        var refused = new List<string>();
        foreach (var request in CapturedRequests.Valid)
        {
            var status = await SendAsync(request);
            if (status != "HTTP/1.1 200 OK")
            {
                refused.Add($"{request.Name}: {status}");
            }
        }

        Assert.Empty(refused);
        Assert.Equal(102 + 6, _fixture.Cluster.Checks.Count);
        Assert.Single(_fixture.Cluster.Searches);
    }

    [Fact]
    public async Task Replay_EveryCapturedRequestToAnotherPath_IsRefused()
    {
        foreach (var request in CapturedRequests.Valid)
        {
            Assert.Equal("HTTP/1.1 401 Unauthorized", await SendAsync(request with { Target = request.Target + "x" }));
        }
    }

    [Fact]
    public async Task Replay_AbsoluteTarget_IsLetIn()
    {
        var request = CapturedRequests.Node[0];

        Assert.Equal("HTTP/1.1 200 OK", await SendAsync(request with { Target = $"http://{request.Value("host")}{request.Target}" }));
    }

    private async Task AuthenticateAsync(HttpContext context)
    {
        using var deadline = _fixture.Deadlines.Start();
        var begun = await _fixture.Authenticator.BeginAsync(context.Request, deadline);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        if (begun.Succeeded)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var result = await _fixture.Authenticator.CompleteAsync(begun.Value, body.ToArray(), deadline);
            context.Response.StatusCode = result.Succeeded ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        }
    }

    private async Task<string?> SendAsync(TestRequest request)
    {
        var address = _server!.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(address).Port);
        var stream = client.GetStream();
        await stream.WriteAsync(request.ToBytes());
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadLineAsync();
    }
}

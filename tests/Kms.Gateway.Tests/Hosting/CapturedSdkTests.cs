using Kms.Gateway.Hosting;
using Kms.Gateway.Tests.Authentication;
using Kms.Gateway.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Kms.Gateway.Tests.Hosting;

/// <summary>What JD Cloud's SDKs really sent, byte for byte, with real authentication: every operation is served.</summary>
public sealed class CapturedSdkTests
{
    /// <summary>Within the window of every captured request.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 13, 57, 0, TimeSpan.Zero);

    [Fact]
    public async Task EveryCapturedRequest_IsServed()
    {
        await using var server = await StartAsync();
        var unserved = new List<string>();
        foreach (var request in CapturedRequests.Valid)
        {
            using var raw = RawHttp.To(server);
            await raw.WriteAsync(request.ToBytes());
            var status = (await raw.ReadReplyAsync()).Split(' ')[1];
            if (status != Expected(request))
            {
                unserved.Add($"{request.Name} {request.Method} {request.Target}: {status}");
            }
        }

        Assert.True(unserved.Count == 0, string.Join('\n', unserved));
    }

    [Fact]
    public async Task SignedByAnother_OrNotAtAll_Is401()
    {
        await using var server = await StartAsync();
        var request = CapturedRequests.Node[0];
        foreach (var refused in new[] { request with { Target = request.Target + "x" }, request.Without("authorization") })
        {
            using var raw = RawHttp.To(server);
            await raw.WriteAsync(refused.ToBytes());
            var reply = await raw.ReadReplyAsync();
            Assert.StartsWith("HTTP/1.1 401 ", reply, StringComparison.Ordinal);
            Assert.Contains("ACCESS_ERROR", reply, StringComparison.Ordinal);
        }

        Assert.Empty(server.Cluster.Calls);
    }

    /// <summary>The .NET SDK's defect leaves some of its requests without the version, and nothing is guessed.</summary>
    private static string Expected(TestRequest request) =>
        request.Target.Contains("/version/v1", StringComparison.Ordinal) && request.Method != "PATCH" ? "404"
        : request.Body.AsSpan().IndexOf("\"plaintext\":null"u8) >= 0 ? "400"
        : request.Method == "DELETE" && request.Target.Contains("/key/", StringComparison.Ordinal) ? "202"
        : "200";

    private static async Task<GatewayServer> StartAsync()
    {
        var server = await GatewayServer.StartAsync(services =>
        {
            services.RemoveAll<IRequestGate>();
            services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        });
        var accessKeys = new FakeAccessKeys();
        accessKeys.Add("ak", CapturedRequests.Secret);
        server.Cluster.AnswerAll().AccessKeys = accessKeys;
        return server;
    }
}

using Kms.Gateway.Limits;
using Kms.Gateway.Tests.Fakes;
using Kms.Grains.Abstractions.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Kms.Gateway.Tests.Limits;

public sealed class DeadlineTests
{
    private static readonly TimeSpan WorkTime = TimeSpan.FromSeconds(9.5);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public async Task GrainThatNeverAnswers_Is503AtNineAndAHalfSeconds()
    {
        await using var server = await StartAsync();
        var asked = new TaskCompletionSource();
        server.Cluster.OnAsync<EncryptRequest>((_, _) =>
        {
            asked.SetResult();
            return new TaskCompletionSource<object>().Task;
        });

        var reply = server.SendAsync("POST", "/v1/key/k:Encrypt", """{"plaintext":"aA=="}""");
        await asked.Task;
        Assert.Equal(_time.GetUtcNow() + WorkTime, server.Cluster.Single<EncryptRequest>().Deadline);
        _time.Advance(WorkTime - TimeSpan.FromMilliseconds(1));
        Assert.False(reply.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        var late = await reply;
        Envelope.Error(late, 503, "UNAVAILABLE");
        Assert.Equal("1", late.Headers["Retry-After"]);
    }

    [Fact]
    public async Task ChangeThatNeverAnswers_Is503_AndIsNotWiped()
    {
        await using var server = await StartAsync();
        var asked = new TaskCompletionSource<Kms.Grains.Abstractions.Secrets.CreateSecretRequest>();
        server.Cluster.OnAsync<Kms.Grains.Abstractions.Secrets.CreateSecretRequest>((_, request) =>
        {
            asked.SetResult(request);
            return new TaskCompletionSource<object>().Task;
        });

        var reply = server.SendAsync("POST", "/v1/secret:create", """{"secretCfg":{"secretData":"value"}}""");
        var request = await asked.Task;
        _time.Advance(WorkTime);
        Envelope.Error(await reply, 503, "UNAVAILABLE");

        // The grain may still store it.
        Assert.Equal("value"u8, request.Data);
    }

    [Fact]
    public async Task BodyThatNeverEnds_Is503()
    {
        await using var server = await StartAsync();
        using var raw = RawHttp.To(server);
        await raw.WriteAsync("POST /v1/key/k:Encrypt HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
        await server.Log.WaitForAsync("started reading request body");
        _time.Advance(WorkTime);
        var reply = await raw.ReadReplyAsync();
        Assert.StartsWith("HTTP/1.1 503 ", reply, StringComparison.Ordinal);
        Assert.Contains("Retry-After: 1", reply, StringComparison.Ordinal);
        Assert.Contains("Connection: close", reply, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task AuthenticationThatNeverAnswers_Is503()
    {
        await using var server = await StartAsync();
        var asked = new TaskCompletionSource();
        server.Gate.BeforeCompletion = token =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.Infinite, token);
        };
        var reply = server.SendAsync("GET", "/v1/key");
        await asked.Task;
        _time.Advance(WorkTime);
        Envelope.Error(await reply, 503, "UNAVAILABLE");
    }

    [Fact]
    public async Task RequestSeconds_Configured_AreTheLimit()
    {
        await using var server = await StartAsync(("Kms:Limits:RequestSeconds", "20"));
        server.Cluster.AnswerAll();
        await server.SendAsync("GET", "/v1/key/k");
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(19), server.Cluster.Single<DescribeKeyRequest>().Deadline);
    }

    [Fact]
    public void Timer_OfTheSystemsClock_IsUsedAgain()
    {
        var deadlines = new Deadlines(TimeProvider.System, TimeSpan.FromHours(1));
        CancellationToken first;
        using (var deadline = deadlines.Start())
        {
            first = deadline.Token;
        }

        using var again = deadlines.Start();
        Assert.Equal(first, again.Token);
        Assert.False(again.Token.IsCancellationRequested);
    }

    private Task<GatewayServer> StartAsync(params (string Name, string Value)[] settings) =>
        GatewayServer.StartAsync(services => services.AddSingleton<TimeProvider>(_time), settings);
}

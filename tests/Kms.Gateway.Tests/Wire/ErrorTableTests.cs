using System.Text.Json;
using Kms.Gateway.Tests.Fakes;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Storage;

namespace Kms.Gateway.Tests.Wire;

public sealed class ErrorTableTests
{
    [Theory]
    [InlineData(KmsErrorCode.InvalidArgument, 400, "INVALID_ARGUMENT", true)]
    [InlineData(KmsErrorCode.Unauthenticated, 401, "ACCESS_ERROR", true)]
    [InlineData(KmsErrorCode.PermissionDenied, 403, "HTTP_FORBIDDEN", true)]
    [InlineData(KmsErrorCode.NotFound, 404, "NOT_FOUND", true)]
    [InlineData(KmsErrorCode.StateConflict, 409, "FAILED_PRECONDITION", true)]
    [InlineData(KmsErrorCode.AlreadyExists, 500, "INTERNAL", false)]
    [InlineData(KmsErrorCode.Internal, 500, "INTERNAL", false)]
    [InlineData(KmsErrorCode.Unknown, 500, "INTERNAL", false)]
    [InlineData((KmsErrorCode)99, 500, "INTERNAL", false)]
    [InlineData(KmsErrorCode.Unavailable, 503, "UNAVAILABLE", false)]
    public async Task KmsException_OfEveryCode_HasItsStatus(KmsErrorCode code, int status, string word, bool passesItsMessage)
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.Fail<EncryptRequest>(new KmsException(code, "words of the grain"));
        var reply = await EncryptAsync(server);
        var error = Envelope.Error(reply, status, word);
        Assert.Equal(passesItsMessage, error.GetProperty("message").GetString() == "words of the grain");
        Assert.Equal(status == 503 ? "1" : null, reply.Headers.GetValueOrDefault("Retry-After"));
    }

    public static TheoryData<Exception, int> Failures => new()
    {
        { new TimeoutException("Response did not arrive on time"), 503 },
        { new OperationCanceledException(), 503 },
        { OrleansFailures.Rejected, 503 },
        { OrleansFailures.SiloGone, 503 },
        { new GatewayTooBusyException(), 503 },
        { new Orleans.Runtime.Messaging.ConnectionFailedException("no"), 503 },
        { new InconsistentStateException("SELECT"), 503 },
        { new JsonException(), 400 },
        { new BadHttpRequestException("slow", StatusCodes.Status408RequestTimeout), 503 },
        { new BadHttpRequestException("long", StatusCodes.Status413PayloadTooLarge), 413 },
        { new BadHttpRequestException("bad"), 400 },
        { new InvalidOperationException(), 500 },
        { new IOException(), 500 },
        { new NotSupportedException(), 500 },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Failure_OfAnyOtherKind_HasItsStatus(Exception failure, int status) => Assert.Equal(status, ErrorTable.Of(failure).Code);

    [Fact]
    public async Task UnexpectedFailure_IsToldToTheLogOnly()
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.Fail<EncryptRequest>(new InvalidOperationException("SELECT * FROM kms_head; CKR_DEVICE_ERROR"));
        var reply = await EncryptAsync(server);
        Envelope.Error(reply, 500, "INTERNAL");
        foreach (var inside in new[] { "SELECT", "CKR_", "Exception", "   at " })
        {
            Assert.DoesNotContain(inside, reply.Body, StringComparison.Ordinal);
        }

        var line = Assert.Single(server.Log.Lines, line => line.Level == LogLevel.Error);
        Assert.Contains("CKR_DEVICE_ERROR", line.Text, StringComparison.Ordinal);
        Assert.Contains(reply.Headers["x-jdcloud-request-id"], line.Text, StringComparison.Ordinal);
        Assert.StartsWith("encrypt failed", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_AtItsMostTalkative_HoldsNothingOfABody()
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        await server.SendAsync("POST", "/v1/key/k:Encrypt", """{"plaintext":"dG9wc2VjcmV0"}""");
        await server.SendAsync("POST", "/v1/key/k:Encrypt", """{"plaintext":"dG9wc2VjcmV0!"}""");
        await server.SendAsync("POST", "/v1/secret:create", """{"secretCfg":{"secretData":"topsecret"}""");
        server.Cluster.Fail<EncryptRequest>(new InvalidOperationException());
        await server.SendAsync("POST", "/v1/key/k:Encrypt", """{"plaintext":"dG9wc2VjcmV0"}""");
        Assert.DoesNotContain(server.Log.Lines, line => line.Text.Contains("topsecret", StringComparison.Ordinal) || line.Text.Contains("dG9wc2Vjc", StringComparison.Ordinal));
    }

    private static Task<Reply> EncryptAsync(GatewayServer server) => server.SendAsync("POST", "/v1/key/k:Encrypt", """{"plaintext":"aA=="}""");
}

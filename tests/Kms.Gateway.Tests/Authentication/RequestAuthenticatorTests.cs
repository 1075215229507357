using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Kms.Gateway.Authentication;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Access;
using Kms.Grains.Abstractions.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace Kms.Gateway.Tests.Authentication;

public sealed class RequestAuthenticatorTests : IDisposable
{
    private const string Secret = "TESTSK";

    private static readonly TestRequest Valid = SignatureVector.All.Single(v => v.Name == "V6 JDCLOUD2").ToRequest();

    private static readonly TestRequest ValidJdcloud3 = SignatureVector.All.Single(v => v.Name == "V6 JDCLOUD3").ToRequest();

    private readonly AuthenticatorFixture _fixture = new();

    public RequestAuthenticatorTests() => _fixture.Cluster.Add("TESTAK", Secret);

    public static TheoryData<Exception> Outages =>
    [
        new TimeoutException(),
        new TaskCanceledException(),
        Uninitialised<ClientNotAvailableException>(),
        new KmsException(KmsErrorCode.Unavailable, "no database"),
    ];

    public static TheoryData<Exception> Rejections =>
    [
        Uninitialised<OrleansMessageRejectionException>(),
        new SiloUnavailableException(),
        new GatewayTooBusyException(),
        new ConnectionFailedException("refused"),
    ];

    public static TheoryData<Exception> Breakdowns =>
    [
        new InvalidOperationException("bug"),
        new KmsException(KmsErrorCode.Internal, "record is not authentic"),
        new KmsException(KmsErrorCode.InvalidArgument, "odd"),
        new KmsException(KmsErrorCode.NotFound, "odd"),
    ];

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Authenticate_ValidRequests_GiveThePrincipal()
    {
        foreach (var request in (TestRequest[])[Valid, ValidJdcloud3])
        {
            var result = await _fixture.AuthenticateAsync(request);

            Assert.True(result.Succeeded);
            Assert.Equal(new Principal { Account = "acc", AccessKeyId = "TESTAK", AccessKeyRevision = 7 }, result.Value);
        }
    }

    [Fact]
    public async Task Authenticate_ValidRequest_TellsTheClusterWhatItNeeds()
    {
        await _fixture.AuthenticateAsync(Valid);

        var search = Assert.Single(_fixture.Cluster.Searches);
        var deadline = _fixture.Time.GetUtcNow() + AuthenticatorFixture.Patience;
        Assert.Equal(deadline, search.Deadline);
        var (id, check) = Assert.Single(_fixture.Cluster.Checks);
        Assert.Equal("TESTAK", id);
        Assert.Equal(SignatureAlgorithm.Jdcloud2, check.Algorithm);
        Assert.Equal("20261124", check.Date);
        Assert.Equal("cn-north-1", check.Region);
        Assert.Equal("kms", check.Service);
        Assert.Equal(Valid.Signature, Convert.ToHexStringLower(check.Signature));
        Assert.Equal(RequestSignature.StringToSign(Valid.ToSigned(), SHA256.HashData(Valid.Body)), check.StringToSign);
        Assert.Equal(deadline, check.Deadline);
    }

    [Fact]
    public async Task Authenticate_WrongSignature_IsRefused()
    {
        _fixture.Cluster.Add("TESTAK", "another");

        var result = await _fixture.AuthenticateAsync(Valid);

        Assert.Equal(SignatureRefusal.SignatureMismatch, result.Refusal);
    }

    [Fact]
    public async Task Authenticate_AnotherBody_IsRefused()
    {
        var result = await _fixture.AuthenticateAsync(Valid with { Body = [.. Valid.Body, (byte)' '] });

        Assert.Equal(SignatureRefusal.SignatureMismatch, result.Refusal);
    }

    /// <summary>JD signs what the client states, so the cluster would let it in: only the policy stands in the way.</summary>
    [Fact]
    public async Task Authenticate_StatedHashOfAnotherBody_IsRefusedWithoutAskingTheCluster()
    {
        var stated = ValidJdcloud3
            .Plus("x-jdcloud-content-sha256", Convert.ToHexStringLower(SHA256.HashData("other"u8)))
            .Signed(Secret);
        Assert.True(stated.Verifies(Secret));

        var result = await _fixture.AuthenticateAsync(stated);

        Assert.Equal(SignatureRefusal.ContentHashMismatch, result.Refusal);
        Assert.Empty(_fixture.Cluster.Checks);
    }

    [Fact]
    public async Task Begin_UnknownAccessKey_IsRefusedWithoutTheBody()
    {
        var begun = await _fixture.BeginAsync(Valid.WithAuthorization(a => a.Replace("TESTAK", "nobody", StringComparison.Ordinal)));

        Assert.Equal(SignatureRefusal.AccessKeyUnknown, begun.Refusal);
        Assert.Equal(SignatureRefusal.SignatureMismatch.PublicMessage(), begun.Refusal!.Value.PublicMessage());
        Assert.Empty(_fixture.Cluster.Checks);
    }

    [Fact]
    public async Task Begin_RefusedByThePolicy_NeverReachesTheCluster()
    {
        var refused = new (TestRequest Request, SignatureRefusal Refusal)[]
        {
            (Valid.Without("authorization"), SignatureRefusal.AuthorizationMissing),
            (Valid.Plus("authorization", Valid.Authorization), SignatureRefusal.AuthorizationRepeated),
            (Valid.With("authorization", "Basic eA=="), SignatureRefusal.AuthorizationMalformed),
            (Valid.With("x-jdcloud-date", "20261124T001501Z"), SignatureRefusal.DateOutsideWindow),
            (Valid.WithAuthorization(a => a.Replace("TESTAK", "a b", StringComparison.Ordinal)), SignatureRefusal.AccessKeyIdMalformed),
        };
        foreach (var (request, refusal) in refused)
        {
            Assert.Equal(refusal, (await _fixture.BeginAsync(request)).Refusal);
        }

        Assert.Empty(_fixture.Cluster.Searches);
    }

    [Fact]
    public async Task Authenticate_EscapesInTheTarget_DoNotMatter()
    {
        var request = (Valid with { Target = "/v1/key/key-1%3aEncrypt?b=2&a=%2f" }).Signed(Secret);

        Assert.True((await _fixture.AuthenticateAsync(request)).Succeeded);
        Assert.True((await _fixture.AuthenticateAsync(request with { Target = "/v1/key/key-1:Encrypt?a=/&b=2" })).Succeeded);
    }

    [Theory, MemberData(nameof(Outages), DisableDiscoveryEnumeration = true)]
    public async Task Authenticate_ClusterOutOfReach_IsUnavailable(Exception fault)
    {
        _fixture.Cluster.DirectoryFaults.Enqueue(fault);
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, await FailureAsync());

        _fixture.Cluster.CheckFaults.Enqueue(fault);
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, await FailureAsync());

        Assert.True((await _fixture.AuthenticateAsync(Valid)).Succeeded);
    }

    [Theory, MemberData(nameof(Rejections), DisableDiscoveryEnumeration = true)]
    public async Task Authenticate_CallRejected_AsksAgain(Exception fault)
    {
        _fixture.Cluster.DirectoryFaults.Enqueue(fault);
        _fixture.Cluster.CheckFaults.Enqueue(fault);

        var result = _fixture.AuthenticateAsync(Valid);
        while (!result.IsCompleted)
        {
            _fixture.Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        Assert.True((await result).Succeeded);
        Assert.Equal(2, _fixture.Cluster.Searches.Count);
        Assert.Equal(2, _fixture.Cluster.Checks.Count);
    }

    [Theory, MemberData(nameof(Breakdowns), DisableDiscoveryEnumeration = true)]
    public async Task Authenticate_ClusterBreaksDown_IsInternal(Exception fault)
    {
        _fixture.Cluster.DirectoryFaults.Enqueue(fault);
        Assert.Equal(StatusCodes.Status500InternalServerError, await FailureAsync());

        _fixture.Cluster.CheckFaults.Enqueue(fault);
        Assert.Equal(StatusCodes.Status500InternalServerError, await FailureAsync());
    }

    [Fact]
    public async Task Begin_DirectoryClaimsUnauthenticated_IsNoRefusal()
    {
        _fixture.Cluster.DirectoryFaults.Enqueue(new KmsException(KmsErrorCode.Unauthenticated, "odd"));

        Assert.Equal(StatusCodes.Status500InternalServerError, await FailureAsync());
    }

    [Fact]
    public async Task Authenticate_NoAnswerByTheDeadline_IsUnavailable()
    {
        _fixture.Cluster.Gate = new TaskCompletionSource();

        var failure = FailureAsync();
        Assert.False(failure.IsCompleted);
        _fixture.Time.Advance(AuthenticatorFixture.Patience);

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, await failure);
    }

    [Fact]
    public async Task Authenticate_Refusals_AreLoggedWithoutMaterial()
    {
        await _fixture.AuthenticateAsync(Valid.With("authorization", "Basic forged\nline"));
        _fixture.Cluster.Add("TESTAK", "another");
        await _fixture.AuthenticateAsync(Valid);

        Assert.Equal(
            [
                (LogLevel.Debug, AuthenticationEvents.RefusedUnread, "Request refused: AuthorizationMalformed."),
                (LogLevel.Information, AuthenticationEvents.Refused, "Request signed with access key TESTAK refused: SignatureMismatch."),
            ],
            _fixture.Log.Entries);
    }

    /// <summary>Orleans keeps the constructors to itself.</summary>
    private static T Uninitialised<T>() => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    private async Task<int> FailureAsync() =>
        ErrorTable.Of((await Record.ExceptionAsync(() => _fixture.AuthenticateAsync(Valid)))!).Code;
}

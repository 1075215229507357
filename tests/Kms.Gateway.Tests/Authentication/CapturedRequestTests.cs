using Kms.Gateway.Authentication;

namespace Kms.Gateway.Tests.Authentication;

public sealed class CapturedRequestTests
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    public static TheoryData<string> Valid => [.. CapturedRequests.Valid.Select(r => r.Name)];

    [Fact]
    public void Captures_AreAllThere()
    {
        Assert.Equal(35, CapturedRequests.Net.Count);
        Assert.Equal(33, CapturedRequests.Node.Count);
        Assert.Equal(34, CapturedRequests.Python.Count);
        Assert.Equal(102, CapturedRequests.Ordinary.Count);
        Assert.Equal(7, CapturedRequests.NetCornerCases.Count);
        Assert.Equal(102 + 6, CapturedRequests.Valid.Count);
        Assert.Equal(102 + 6, CapturedRequests.Valid.Select(r => r.Name).Distinct().Count());
    }

    [Theory, MemberData(nameof(Valid))]
    public void RealRequest_AsCaptured_Verifies(string name) => Assert.True(Find(name).Verifies(CapturedRequests.Secret));

    [Theory, MemberData(nameof(Valid))]
    public void RealRequest_AtItsOwnTime_PassesThePolicy(string name)
    {
        var request = Find(name);

        Assert.Null(SignaturePolicy.Check(request.ToSigned(), request.Date, Skew));
        Assert.Null(SignaturePolicy.CheckBody(request.ToHeaders(), System.Security.Cryptography.SHA256.HashData(request.Body)));
    }

    [Theory, MemberData(nameof(Valid))]
    public void RealRequest_AnotherSecret_IsRefused(string name) => Assert.False(Find(name).Verifies("sl"));

    [Fact]
    public void RealRequest_IdThatTheSdkEncodesTwice_IsRefused() =>
        Assert.False(CapturedRequests.NetCornerCases.Except(CapturedRequests.Valid).Single().Verifies(CapturedRequests.Secret));

    private static TestRequest Find(string name) => CapturedRequests.Valid.Single(r => r.Name == name);
}

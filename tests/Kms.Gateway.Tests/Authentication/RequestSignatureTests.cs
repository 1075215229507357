using System.Security.Cryptography;
using System.Text;
using Kms.Gateway.Authentication;

namespace Kms.Gateway.Tests.Authentication;

public sealed class RequestSignatureTests
{
    public static TheoryData<string> WithSignature => [.. SignatureVector.All.Where(v => v.Signature != null).Select(v => v.Name)];

    public static TheoryData<string> WithHash => [.. SignatureVector.All.Where(v => v.CanonicalHash != null).Select(v => v.Name)];

    [Fact]
    public void Vectors_AreAllThere()
    {
        Assert.Equal(38, SignatureVector.All.Count);
        Assert.Equal(37, SignatureVector.All.Count(v => v.Signature != null));
        Assert.Equal(4, SignatureVector.All.Count(v => v.CanonicalHash != null));
        Assert.Equal(38, SignatureVector.All.Select(v => v.Name).Distinct().Count());
    }

    [Theory, MemberData(nameof(WithSignature))]
    public void Vector_AsPublished_Verifies(string name)
    {
        var vector = Find(name);

        Assert.True(vector.ToRequest().Verifies(vector.Secret));
    }

    [Theory, MemberData(nameof(WithHash))]
    public void Vector_CanonicalRequest_HasThePublishedHash(string name)
    {
        var request = Find(name).ToRequest();

        var lines = Encoding.UTF8.GetString(RequestSignature.StringToSign(request.ToSigned(), SHA256.HashData(request.Body))).Split('\n');

        Assert.Equal(4, lines.Length);
        Assert.Equal(Find(name).CanonicalHash, lines[3]);
    }

    [Fact]
    public void V1_CanonicalRequest_IsThePublishedText()
    {
        var vector = Find("V1");
        var request = vector.ToRequest();
        var buffer = new CanonicalBuffer(1);

        CanonicalRequest.Write(ref buffer, request.ToSigned(), SHA256.HashData(request.Body));

        Assert.Equal(vector.CanonicalRequest, Encoding.UTF8.GetString(buffer.Written));
        buffer.Dispose();
    }

    /// <summary>JD accepts whatever hash the client states (V4 #27); the second layer does not.</summary>
    [Fact]
    public void V4Number27_StatedHashIsNoHash_IsRefusedByThePolicyOnly()
    {
        var request = Find("V4 #27").ToRequest();

        Assert.True(request.Verifies("sk"));
        Assert.Equal(
            SignatureRefusal.ContentHashMismatch,
            SignaturePolicy.CheckBody(request.ToHeaders(), SHA256.HashData(request.Body)));
    }

    [Fact]
    public void StringToSign_OrdinaryRequest_AllocatesItsResultOnly()
    {
        var request = Find("V6 JDCLOUD2").ToRequest().ToSigned();
        var hash = new byte[SHA256.HashSizeInBytes];
        var least = long.MaxValue;
        var result = Array.Empty<byte>();

        // The pool may have to buy its first buffer, or one that a collection took away: the best of many tells.
        for (var i = 0; i < 100; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            result = RequestSignature.StringToSign(request, hash);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(least, result.Length, result.Length + 64);
    }

    private static SignatureVector Find(string name) => SignatureVector.All.Single(v => v.Name == name);
}

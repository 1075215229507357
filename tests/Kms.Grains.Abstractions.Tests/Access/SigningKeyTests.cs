using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using Kms.Grains.Abstractions.Access;

namespace Kms.Grains.Abstractions.Tests.Access;

public sealed class SigningKeyTests
{
    private static readonly Gen<string> Scope = Gen.String[Gen.Char.AlphaNumeric, 1, 64];

    public static TheoryData<string> Vectors => [.. Load().Select(v => v.Name)];

    [Fact]
    public void Vectors_AreThree() => Assert.Equal(3, Load().Count);

    [Theory, MemberData(nameof(Vectors))]
    public void Derive_PublishedVector_GivesPublishedKeys(string name)
    {
        var v = Load().Single(v => v.Name == name);
        var algorithm = SignatureAlgorithms.Find(v.Algorithm);
        var dateKey = new byte[SigningKey.Size];
        var signingKey = new byte[SigningKey.Size];

        SigningKey.DeriveDateKey(algorithm, Encoding.ASCII.GetBytes(v.Secret), v.Date, dateKey);
        SigningKey.Derive(algorithm, dateKey, v.Region, v.Service, signingKey);

        Assert.Equal(v.DateKey ?? Hex(dateKey), Hex(dateKey));
        Assert.Equal(v.SigningKey, Hex(signingKey));
    }

    [Theory, MemberData(nameof(Vectors))]
    public void Sign_PublishedVector_GivesPublishedSignature(string name)
    {
        var v = Load().Single(v => v.Name == name);
        var signature = new byte[SigningKey.Size];

        SigningKey.Sign(
            SignatureAlgorithms.Find(v.Algorithm),
            Encoding.ASCII.GetBytes(v.Secret),
            v.Date,
            v.Region,
            v.Service,
            Encoding.UTF8.GetBytes(v.StringToSign),
            signature);

        Assert.Equal(v.Signature, Hex(signature));
    }

    [Fact]
    public void Sign_AnyInput_IsTheChainOfHmacs() =>
        Gen.Select(Gen.Byte.Array[1, SigningKey.MaxSecretLength], Scope, Scope, Scope, Gen.Byte.Array[0, 300], Gen.Bool)
            .Sample((secret, date, region, service, text, second) =>
            {
                var algorithm = second ? SignatureAlgorithm.Jdcloud2 : SignatureAlgorithm.Jdcloud3;
                var signature = new byte[SigningKey.Size];
                SigningKey.Sign(algorithm, secret, date, region, service, text, signature);

                var key = (byte[])[.. Encoding.ASCII.GetBytes(second ? "JDCLOUD2" : "JDCLOUD3"), .. secret];
                foreach (var part in (string[])[date, region, service, second ? "jdcloud2_request" : "jdcloud3_request"])
                {
                    key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
                }

                Assert.Equal(HMACSHA256.HashData(key, text), signature);
            });

    [Theory]
    [InlineData(0)]
    [InlineData(SigningKey.MaxSecretLength + 1)]
    public void DeriveDateKey_SecretOfImpossibleLength_IsRefused(int length) =>
        Assert.Throws<ArgumentException>(() => SigningKey.DeriveDateKey(
            SignatureAlgorithm.Jdcloud2, new byte[length], "20261124", new byte[SigningKey.Size]));

    [Theory]
    [InlineData(SigningKey.Size - 1)]
    [InlineData(SigningKey.Size + 1)]
    public void Derive_DateKeyOfImpossibleLength_IsRefused(int length) =>
        Assert.Throws<ArgumentException>(() => SigningKey.Derive(
            SignatureAlgorithm.Jdcloud2, new byte[length], "r", "kms", new byte[SigningKey.Size]));

    [Fact]
    public void Derive_RegionTooLong_IsRefused() =>
        Assert.Throws<ArgumentException>(() => SigningKey.Derive(
            SignatureAlgorithm.Jdcloud2,
            new byte[SigningKey.Size],
            new string('r', SigningKey.MaxScopeLength + 1),
            "kms",
            new byte[SigningKey.Size]));

    [Fact]
    public void Derive_LongestNonAsciiRegion_Fits()
    {
        var key = new byte[SigningKey.Size];

        SigningKey.Derive(
            SignatureAlgorithm.Jdcloud2, new byte[SigningKey.Size], new string('中', SigningKey.MaxScopeLength), "kms", key);

        Assert.Contains(key, b => b != 0);
    }

    [Fact]
    public void DeriveDateKey_UnknownAlgorithm_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SigningKey.DeriveDateKey(
            SignatureAlgorithm.Unknown, new byte[2], "20261124", new byte[SigningKey.Size]));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static List<Vector> Load() => JsonSerializer.Deserialize<List<Vector>>(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "signatures", "signing-keys.json")),
        JsonSerializerOptions.Web)!;

    private sealed record Vector(
        string Name,
        string Algorithm,
        string Secret,
        string Date,
        string Region,
        string Service,
        string? DateKey,
        string SigningKey,
        string StringToSign,
        string Signature);
}

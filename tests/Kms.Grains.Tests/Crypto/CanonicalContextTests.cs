using System.Collections.Immutable;
using CsCheck;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Crypto;

namespace Kms.Grains.Tests.Crypto;

public sealed class CanonicalContextTests
{
    [Fact]
    public void Encode_NoPairs_IsNoBytes()
    {
        Assert.Null(CanonicalContext.Encode(EncryptionContext.Empty, out var bytes));
        Assert.Empty(bytes);
    }

    [Fact]
    public void Encode_AnyOrderAndComparer_IsOrderedByBytes()
    {
        var pairs = ImmutableSortedDictionary.Create<string, string>(Comparer<string>.Create((x, y) => string.CompareOrdinal(y, x)))
            .Add("b", "2").Add("a", "1");

        Assert.Null(CanonicalContext.Encode(new EncryptionContext { Pairs = pairs }, out var bytes));
        Assert.Equal("00016100013100016200" + "0132", Convert.ToHexString(bytes));
    }

    [Fact]
    public void Encode_SupplementaryName_ComesAfterEveryOther()
    {
        // UTF-16 would put U+1F511 (a surrogate pair) before U+FFEE; UTF-8 puts it behind.
        var pairs = EncryptionContext.Empty.Pairs.Add("\U0001f511", "").Add("\uffee", "");

        Assert.Null(CanonicalContext.Encode(new EncryptionContext { Pairs = pairs }, out var bytes));
        Assert.Equal("0003EFBFAE0000" + "0004F09F94910000", Convert.ToHexString(bytes));
    }

    [Fact]
    public void Encode_EmptyNameOrLoneSurrogate_IsRefused()
    {
        Assert.Null(CanonicalContext.Encode(Of(("n", "")), out _));
        foreach (var pair in new[] { ("", "x"), ("\ud800", "x"), ("n", "x\udc00") })
        {
            Assert.Equal(KmsErrorCode.InvalidArgument, CanonicalContext.Encode(Of(pair), out _)?.Code);
        }
    }

    [Theory]
    [InlineData(256, 256, true)]
    [InlineData(257, 1, false)]
    [InlineData(1, 257, false)]
    public void Encode_Length_IsLimitedInBytes(int name, int value, bool accepted)
    {
        Assert.Equal(accepted, CanonicalContext.Encode(Of((new string('n', name), new string('v', value))), out _) is null);
        Assert.NotNull(CanonicalContext.Encode(Of((new string('\u4e2d', 86), "v")), out _));
    }

    [Fact]
    public void Encode_SeventeenPairs_IsRefused()
    {
        Assert.Null(CanonicalContext.Encode(Of(Pairs(16)), out _));
        Assert.NotNull(CanonicalContext.Encode(Of(Pairs(17)), out _));
    }

    [Fact]
    public void Encode_DifferentContexts_GiveDifferentBytes()
    {
        var text = Gen.Char["ab\u00e4\u4e2d"].Array[1, 3].Select(x => new string(x));
        var context = Gen.Select(text, text).Array[0, 4].Select(pairs => Of(pairs));

        Gen.Select(context, context).Sample((x, y) =>
        {
            Assert.Null(CanonicalContext.Encode(x, out var left));
            Assert.Null(CanonicalContext.Encode(y, out var right));
            return x.Pairs.SequenceEqual(y.Pairs) == left.AsSpan().SequenceEqual(right);
        });
    }

    private static (string, string)[] Pairs(int count) => [.. Enumerable.Range(0, count).Select(x => ($"name{x}", "value"))];

    private static EncryptionContext Of(params (string Name, string Value)[] pairs)
    {
        var builder = EncryptionContext.Empty.Pairs.ToBuilder();
        foreach (var (name, value) in pairs)
        {
            builder[name] = value;
        }

        return new EncryptionContext { Pairs = builder.ToImmutable() };
    }
}

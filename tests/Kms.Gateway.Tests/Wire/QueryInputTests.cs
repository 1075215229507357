using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Errors;

namespace Kms.Gateway.Tests.Wire;

public sealed class QueryInputTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("n=7", 7)]
    [InlineData("n=007", 7)]
    [InlineData("n=999999999", 999_999_999)]
    [InlineData("n=", null)]
    [InlineData("n", null)]
    [InlineData("N=7", null)]
    [InlineData("nn=7&x", null)]
    [InlineData("x=1&n=7&x=2", 7)]
    [InlineData("%6e=%37", 7)]
    [InlineData("&&n=7&", 7)]
    [InlineData("=&a%zz=1&n=7", 7)]
    public void Integer_IsRead(string query, int? expected) => Assert.Equal(expected, QueryInput.Integer(query, "n"));

    [Theory]
    [InlineData("n=x")]
    [InlineData("n=-1")]
    [InlineData("n=+7")]
    [InlineData("n=7.0")]
    [InlineData("n=7+")]
    [InlineData("n=%207")]
    [InlineData("n=1234567890")]
    [InlineData("n=%zz")]
    [InlineData("n=7%")]
    [InlineData("n=7&n=7")]
    [InlineData("n=&n=7")]
    [InlineData("n=7&%6E=7")]
    [InlineData("n=0000000000000000000000000000000000000000000000000000000000000000000000000007")]
    public void Integer_OfAnotherFormOrRepeated_Is400(string query) =>
        Assert.Equal(KmsErrorCode.InvalidArgument, Assert.Throws<KmsException>(() => QueryInput.Integer(query, "n")).Code);

    [Fact]
    public void Page_Absent_IsTheFirstTen() => Assert.Equal(new Page(1, 10), Page.Of("pageSize="));

    [Theory]
    [InlineData("pageNumber=999999999&pageSize=100", 999_999_999, 100)]
    [InlineData("pageNumber=1&pageSize=10", 1, 10)]
    public void Page_InRange_IsRead(string query, int number, int size) => Assert.Equal(new Page(number, size), Page.Of(query));

    [Theory]
    [InlineData("pageNumber=0")]
    [InlineData("pageSize=9")]
    [InlineData("pageSize=101")]
    [InlineData("pageSize=0")]
    public void Page_OutOfRange_Is400(string query) => Assert.Throws<KmsException>(() => Page.Of(query));

    [Theory]
    [InlineData("", 7)]
    [InlineData("delayDays=", 7)]
    [InlineData("delayDays=30", 30)]
    public void DelayDays_InRange_IsRead(string query, int days) => Assert.Equal(days, DelayDays.Of(query));

    [Theory]
    [InlineData("delayDays=6")]
    [InlineData("delayDays=31")]
    [InlineData("delayDays=7.0")]
    public void DelayDays_OutOfRange_Is400(string query) => Assert.Throws<KmsException>(() => DelayDays.Of(query));
}

using System.Text;
using Kms.Cli.Bench.Load;

namespace Kms.Cli.Tests.Bench;

public sealed class ReplyFrameTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", 200, false)]
    [InlineData("HTTP/1.1 409 Conflict\r\ncontent-length: 0\r\nConnection: close\r\n\r\n", 409, true)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 200, false)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1A\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\n\r\n", 200, false)]
    public void TryParse_EveryPrefix_IsIncompleteUntilTheEnd(string reply, int status, bool closes)
    {
        var bytes = Encoding.ASCII.GetBytes(reply);

        for (var length = 0; length < bytes.Length; length++) Assert.False(ReplyFrame.TryParse(bytes.AsSpan(0, length), out _));
        Assert.True(ReplyFrame.TryParse(bytes, out var frame));
        Assert.Equal((status, bytes.Length, closes), (frame.Status, frame.Length, frame.Closes));
    }

    [Theory]
    [InlineData("HTTP/2 200\r\n\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public void TryParse_NotHttp_Throws(string reply) =>
        Assert.Throws<InvalidDataException>(() => ReplyFrame.TryParse(Encoding.ASCII.GetBytes(reply), out _));
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using Kms.Gateway.Wire;

namespace Kms.Gateway.Tests.Wire;

public sealed class SecretBufferTests
{
    [Fact]
    public void Written_IsWhatWasWritten_HoweverOftenItGrew()
    {
        var buffer = new SecretBuffer();
        var expected = new byte[100_000];
        new Random(1).NextBytes(expected);
        for (var i = 0; i < expected.Length; i += 777)
        {
            buffer.Write(expected.AsSpan(i, Math.Min(777, expected.Length - i)));
        }

        Assert.True(expected.AsSpan().SequenceEqual(buffer.Written.Span));
        Assert.True(buffer.TryReset());
        Assert.True(buffer.Written.IsEmpty);
    }

    [Fact]
    public void Memory_OnceGivenBack_HoldsNothing()
    {
        var buffer = new SecretBuffer();
        buffer.Write("secret"u8);
        var memory = buffer.Written;
        var grown = buffer.GetSpan(10_000);
        Assert.All(memory.ToArray(), b => Assert.Equal(0, b));
        grown[9_999] = 1;
        memory = buffer.GetMemory(1);
        buffer.TryReset();
        Assert.All(memory.ToArray(), b => Assert.Equal(0, b));
    }

    [Fact]
    public void Reply_ThatFailedHalfway_BecomesARefusalAndNothingElse()
    {
        var writer = new ReplyWriter();
        var json = writer.BeginResult("id");
        json.WriteString("secretData"u8, new string('x', 10_000));
        json.WriteStartArray("list"u8);
        writer.WriteError("id", WireError.Internal);
        var root = JsonDocument.Parse(writer.Body).RootElement;
        Assert.Equal(500, root.GetProperty("error").GetProperty("code").GetInt32());
        Assert.DoesNotContain("xx", Encoding.UTF8.GetString(writer.Body.Span), StringComparison.Ordinal);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Kms.Gateway.Wire;

namespace Kms.Gateway.Tests.Wire;

public sealed class WireTimeTests
{
    [Theory]
    [InlineData("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04:05", "2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04:05+00:00", "2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04:05+08:00", "2026-01-01T19:04:05Z")]
    [InlineData("2026-01-02T03:04:05-0130", "2026-01-02T04:34:05Z")]
    [InlineData("2026-01-02T03:04:05.999Z", "2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04:05.9999999999999+08:00", "2026-01-01T19:04:05Z")]
    [InlineData("2026-01-02T03:04:05.1", "2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04Z", "2026-01-02T03:04:00Z")]
    [InlineData("2026-01-02T03:04", "2026-01-02T03:04:00Z")]
    [InlineData("2026-01-02", "2026-01-02T00:00:00Z")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999", "9999-12-31T23:59:59Z")]
    public void TryParse_Iso8601_IsTheInstant(string text, string expected)
    {
        Assert.True(WireTime.TryParse(text, out var instant));
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), instant);
        Assert.Equal(TimeSpan.Zero, instant!.Value.Offset);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+08:00")]
    [InlineData("0001-01-01T00:00:00-08:00")]
    [InlineData("0001-01-01T00:00:00.0000000+00:00")]
    [InlineData("0001-06-05")]
    public void TryParse_TheYear0001_IsNotSet(string text)
    {
        Assert.True(WireTime.TryParse(text, out var instant));
        Assert.Null(instant);
    }

    [Theory]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("1767322800")]
    [InlineData("2026-1-2")]
    [InlineData("2026-13-01")]
    [InlineData("2026-02-29")]
    [InlineData("20260102T030405Z")]
    [InlineData("2026-01-02 03:04:05")]
    [InlineData("2026-01-02T03:04:05 Z")]
    [InlineData(" 2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04:05z")]
    [InlineData("2026-01-02T03:04:05ZZ")]
    [InlineData("2026-01-02T03:04:05+08:00Z")]
    [InlineData("2026-01-02T03:04:05.+08:00Z")]
    [InlineData("2026-01-02T03:04:05.1+08:00Z")]
    [InlineData("2026-01-02T03:04:05.Z")]
    [InlineData("2026-01-02T03:04.5Z")]
    [InlineData("2026-01-02T24:00:00Z")]
    [InlineData("2026-01-02T23:59:60Z")]
    [InlineData("2026-01-02T03:04:05+24:00")]
    [InlineData("2026-01-02Z")]
    [InlineData("2026-01-02+08:00")]
    [InlineData("2026-01-02T")]
    [InlineData("2026-01-02T03")]
    [InlineData("0001-13-01")]
    [InlineData("0001-")]
    [InlineData("0000-01-01")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("Tue, 15 Nov 1994 08:12:31 GMT")]
    [InlineData("2026-01-02T03:04:05[Asia/Shanghai]")]
    [InlineData("٢٠٢٦-01-02")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(WireTime.TryParse(text, out _));

    [Fact]
    public void WriteInstant_Fraction_IsCutOff()
    {
        Assert.Equal("2026-01-02T03:04:05Z", Written(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 999, TimeSpan.Zero)));
        Assert.Equal("2026-01-01T19:04:05Z", Written(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(8))));
    }

    [Fact]
    public void Written_IsReadBackToTheSecond() =>
        Gen.DateTime[new DateTime(2, 1, 1), new DateTime(9999, 12, 31)].Sample(at =>
        {
            var instant = new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc));
            Assert.True(WireTime.TryParse(Written(instant), out var read));
            Assert.Equal(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerSecond), read!.Value.Ticks);
        });

    private static string Written(DateTimeOffset instant)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteInstant("t"u8, instant);
            json.WriteEndObject();
        }

        return JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())).RootElement.GetProperty("t").GetString()!;
    }
}

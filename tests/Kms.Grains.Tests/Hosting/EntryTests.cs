using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Kms.Grains.Tests.Hosting;

public sealed class EntryTests
{
    [Theory]
    [InlineData("no-slash")]
    [InlineData("a/b/c")]
    [InlineData("/b")]
    public void Parse_NoKey_IsNotFound(string grainKey) =>
        Assert.Equal(KmsErrorCode.NotFound, Assert.Throws<KmsException>(() => Entry.Parse(grainKey)).Code);

    [Fact]
    public void Parse_SystemAccount_IsDenied() =>
        Assert.Equal(KmsErrorCode.PermissionDenied, Assert.Throws<KmsException>(() => Entry.Parse("system/export")).Code);

    [Fact]
    public void Parse_Key_IsAccountAndId() => Assert.Equal(("acc", "id"), Entry.Parse("acc/id"));

    [Fact]
    public void Deadline_Passed_IsUnavailable()
    {
        var time = new FakeTimeProvider();
        var request = new DeleteSecretRequest { Deadline = time.GetUtcNow().AddTicks(1) };

        Entry.RefuseLate(request, time);
        time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(KmsErrorCode.Unavailable, Assert.Throws<KmsException>(() => Entry.RefuseLate(request, time)).Code);
    }
}

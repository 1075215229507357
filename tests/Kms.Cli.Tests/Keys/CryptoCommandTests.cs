using System.Text;
using Kms.Cli.Tests.Hosting;
using Kms.Client.Tests.Fakes;

namespace Kms.Cli.Tests.Keys;

public sealed class CryptoCommandTests : IDisposable
{
    // 'PLAINTEXT' and its base64: neither may be seen where it was not asked for.
    private const string Plain = "PLAINTEXT";
    private const string PlainBase64 = "UExBSU5URVhU";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Encrypt_StandardInput_PrintsBase64()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""{"ciphertextBlob":"S01TMQ=="}"""));

        var run = await CliRun.AgainstAsync(fake, "encrypt k1", Encoding.UTF8.GetBytes(Plain));

        Assert.Equal("S01TMQ==\n", run.Out);
        Assert.Equal($$"""{"plaintext":"{{PlainBase64}}"}""", fake.Last.Text);
        Assert.DoesNotContain(Plain, run.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encrypt_FileAndBinary_WritesTheBytesThemselves()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""{"ciphertextBlob":"AP8="}"""));
        var file = _directory.Write("in", Plain);

        var run = await CliRun.AgainstAsync(fake, $"encrypt k1 {file} --binary");

        Assert.Equal([0x00, 0xff], run.Bytes);
        Assert.Contains(PlainBase64, fake.Last.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decrypt_StandardInput_WritesThePlaintextsBytesAndNothingElse()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""{"plaintext":"AP8K"}"""));

        var run = await CliRun.AgainstAsync(fake, "decrypt k1", Encoding.UTF8.GetBytes("S01TMQ==\n"));

        Assert.Equal([0x00, 0xff, 0x0a], run.Bytes);
        Assert.Equal("""{"ciphertextBlob":"S01TMQ=="}""", fake.Last.Text);
    }

    [Fact]
    public async Task Decrypt_FromTheCommandLineOrAFile_SendsTheSame()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""{"plaintext":"eA=="}"""));

        foreach (var options in new[] { "S01TMQ==", $"@{_directory.Write("text", "S01TMQ==\n")}", $"@{_directory.Write("bytes", "KMS1")} --binary" })
        {
            Assert.Equal("x", (await CliRun.AgainstAsync(fake, $"decrypt k1 {options}")).Everything);
            Assert.Equal("""{"ciphertextBlob":"S01TMQ=="}""", fake.Last.Text);
        }
    }

    [Fact]
    public async Task Decrypt_BinaryOnTheCommandLine_IsAUsageError()
    {
        await using var fake = await FakeKms.StartAsync();

        Assert.Equal(2, (await CliRun.AgainstAsync(fake, "decrypt k1 S01TMQ== --binary")).Code);
        Assert.Empty(fake.Received);
    }

    [Fact]
    public async Task Decrypt_AsJson_HasBase64() => Assert.Equal(
        $$"""{"plaintext":"{{PlainBase64}}"}""",
        (await DecryptAsync("--json")).Out.Trim());

    [Fact]
    public async Task Decrypt_ToAFile_IsPrivateAndNotEchoed()
    {
        var run = await DecryptAsync($"--out {_directory.At("out")}");

        Assert.Equal(0, run.Code);
        Assert.Equal(Plain, await File.ReadAllTextAsync(_directory.At("out")));
        Assert.DoesNotContain(Plain, run.Everything, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_directory.At("out")));
    }

    [Fact]
    public async Task Decrypt_ToAFileThatExists_IsRefusedBeforeAnythingIsSent()
    {
        await using var fake = await FakeKms.StartAsync();
        var file = _directory.Write("out", "precious");

        var run = await CliRun.AgainstAsync(fake, $"decrypt k1 --out {file}", "S01TMQ=="u8.ToArray());

        Assert.Equal(2, run.Code);
        Assert.Equal("precious", await File.ReadAllTextAsync(file));
        Assert.Empty(fake.Received);
    }

    [Fact]
    public async Task Decrypt_Refused_LeavesNoFile()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Error(400, "INVALID_ARGUMENT", "no"));

        var run = await CliRun.AgainstAsync(fake, $"decrypt k1 --out {_directory.At("out")}", "S01TMQ=="u8.ToArray());

        Assert.Equal(1, run.Code);
        Assert.False(File.Exists(_directory.At("out")));
    }

    [Fact]
    public async Task Decrypt_NotBase64_IsAUsageErrorThatDoesNotRepeatIt()
    {
        await using var fake = await FakeKms.StartAsync();

        var run = await CliRun.AgainstAsync(fake, "decrypt k1", "?PLAINTEXT?"u8.ToArray());

        Assert.Equal(2, run.Code);
        Assert.DoesNotContain(Plain, run.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--json")]
    public async Task DataKey_NotAsked_HidesThePlainOne(string options)
    {
        var run = await DataKeyAsync(options);

        Assert.Contains("S01TMQ==", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(PlainBase64, run.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--reveal")]
    [InlineData("--reveal --json")]
    public async Task DataKey_Reveal_ShowsThePlainOne(string options) =>
        Assert.Contains(PlainBase64, (await DataKeyAsync(options)).Out, StringComparison.Ordinal);

    [Fact]
    public async Task DataKey_ToAFile_HasItsBytesThere()
    {
        var run = await DataKeyAsync($"--out {_directory.At("key")}");

        Assert.Equal(Plain, await File.ReadAllTextAsync(_directory.At("key")));
        Assert.DoesNotContain(PlainBase64, run.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_StandardInput_PrintsTheSignatureAlone()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""{"signature":"a+b="}"""));

        Assert.Equal("a+b=\n", (await CliRun.AgainstAsync(fake, "sign k1 -", "x"u8.ToArray())).Out);
        Assert.Equal("""{"plaintext":"eA=="}""", fake.Last.Text);
    }

    [Theory]
    [InlineData("true", 0)]
    [InlineData("false", 1)]
    public async Task Verify_Answer_DecidesTheCode(string validated, int code)
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result($$"""{"validated":{{validated}}}"""));

        var run = await CliRun.AgainstAsync(fake, "verify k1 --signature a+b=", "x"u8.ToArray());

        Assert.Equal(code, run.Code);
        Assert.Equal("""{"plaintext":"eA==","signature":"a+b="}""", fake.Last.Text);
    }

    [Fact]
    public async Task PublicKey_Pem_IsPrintedAsItIs()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""{"publicKeyBlob":"-----BEGIN\nx\n"}"""));

        Assert.Equal("-----BEGIN\nx\n", (await CliRun.AgainstAsync(fake, "public-key k1")).Out);
    }

    private static async Task<CliRun> DecryptAsync(string options)
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result($$"""{"plaintext":"{{PlainBase64}}"}"""));
        return await CliRun.AgainstAsync(fake, $"decrypt k1 {options}", "S01TMQ=="u8.ToArray());
    }

    private static async Task<CliRun> DataKeyAsync(string options)
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result($$"""{"plaintext":"{{PlainBase64}}","ciphertextBlob":"S01TMQ=="}"""));
        return await CliRun.AgainstAsync(fake, $"data-key k1 {options}");
    }
}

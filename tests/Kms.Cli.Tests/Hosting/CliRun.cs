using System.Text;
using Kms.Cli.Hosting;
using Kms.Client.Tests.Fakes;

namespace Kms.Cli.Tests.Hosting;

/// <summary>One run of the command line inside this process, against a fake.</summary>
internal sealed record CliRun(int Code, byte[] Bytes, string Error)
{
    public string Out => Encoding.UTF8.GetString(Bytes);

    /// <summary>Everything that reached a terminal.</summary>
    public string Everything => Out + Error;

    public static Task<CliRun> AgainstAsync(FakeKms fake, string commandLine, byte[]? input = null, string? directory = null) =>
        RunAsync(commandLine, new()
        {
            ["KMS_ENDPOINT"] = fake.Endpoint.ToString(),
            ["KMS_ACCESS_KEY_ID"] = FakeKms.AccessKeyId,
            ["KMS_SECRET_ACCESS_KEY"] = FakeKms.Secret,
        }, input, directory);

    public static async Task<CliRun> RunAsync(
        string commandLine, Dictionary<string, string>? environment = null, byte[]? input = null, string? directory = null)
    {
        using var output = new MemoryStream();
        await using var error = new StringWriter();
        using var io = new CliIo(new MemoryStream(input ?? []), output, error)
        {
            Environment = name => environment?.GetValueOrDefault(name),
            Directory = directory ?? "/nowhere",
        };
        var code = await KmsCommandLine.RunAsync(Words(commandLine), io, CancellationToken.None);
        return new CliRun(code, output.ToArray(), error.ToString());
    }

    // A word in single quotes may have spaces.
    private static List<string> Words(string commandLine) =>
        [.. commandLine.Split('\'').SelectMany((part, index) => index % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}

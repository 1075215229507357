using System.Text.Encodings.Web;
using System.Text.Json;
using Kms.Gateway.Routing;
using Kms.Gateway.Tests.Fakes;

namespace Kms.Gateway.Tests.Hosting;

/// <summary>
/// Every operation's reply, byte for byte but for the request id and the way characters are escaped, against
/// <c>tests/vectors/replies/{operation}.json</c>.
/// </summary>
public sealed class GoldenReplyTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "vectors", "replies");

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Fact]
    public void Files_HoldEveryOperation() =>
        Assert.Empty(OperationTable.All.Select(operation => operation.Name).Except(Files.Select(row => row.Data)));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Reply_IsTheGoldenOne(string name)
    {
        var golden = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".json"))).RootElement;
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();

        var body = golden.TryGetProperty("body", out var json) ? JsonSerializer.Serialize(json, Relaxed) : null;
        var reply = await server.SendAsync(golden.GetProperty("method").GetString()!, golden.GetProperty("path").GetString()!, body);

        var root = Envelope.Root(reply);
        Assert.Equal(golden.GetProperty("status").GetInt32(), reply.Status);
        Assert.Equal(
            JsonSerializer.Serialize(golden.GetProperty("reply"), Relaxed),
            JsonSerializer.Serialize(root, Relaxed).Replace(root.GetProperty("requestId").GetString()!, "{requestId}", StringComparison.Ordinal));
    }
}

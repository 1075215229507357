using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Kms.Cli.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Kms.Cli.Bench;

/// <summary>The hidden <c>kms bench echo-server</c>: the plainest minimal API that reads a JSON body and answers JSON of the
/// same size. It prints its port and serves until its standard input ends.</summary>
internal static class EchoServerCommand
{
    public const string Name = "echo-server";

    public static Command Build(CommandHost host)
    {
        var replyBytes = new Option<int>("--reply-bytes") { Description = "Size of the answer to a request without a body", DefaultValueFactory = _ => 128 };
        var command = new Command(Name, "Serve echoes on a loopback port until standard input ends") { replyBytes };
        command.Hidden = true;
        command.SetAction(host.Run(async (parse, _, token) =>
        {
            await using var app = BuildApp(parse.GetValue(replyBytes));
            await app.StartAsync(token);
            await host.Io.Out.WriteLineAsync(new Uri(app.Urls.Single()).Port.ToString(CultureInfo.InvariantCulture));
            while (await host.Io.In.ReadAsync(new byte[64], token) > 0) { }
            return ExitCode.Done;
        }));
        return command;
    }

    private static WebApplication BuildApp(int replyBytes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var reply = new EchoReply(new string('x', Math.Max(0, replyBytes - """{"data":""}""".Length)));
        app.MapPost("/{**path}", (JsonElement body) => body);
        app.MapGet("/{**path}", () => reply);
        return app;
    }
}

/// <summary>What a request without a body is answered with.</summary>
internal sealed record EchoReply(string Data);

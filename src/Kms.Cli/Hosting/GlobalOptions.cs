using System.CommandLine;

namespace Kms.Cli.Hosting;

/// <summary>The options that every command takes.</summary>
internal sealed class GlobalOptions
{
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print JSON, for scripts",
        Recursive = true,
    };

    public Option<FileInfo?> Credentials { get; } = new("--credentials")
    {
        Description = "A JSON file with accessKeyId, secretAccessKey and perhaps endpoint",
        HelpName = "FILE",
        Recursive = true,
    };

    public Option<Uri?> Endpoint { get; } = new("--endpoint")
    {
        Description = "Where the service is, such as http://127.0.0.1:8080",
        HelpName = "URL",
        Recursive = true,
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var uri)) return uri;
            result.AddError("--endpoint must be an absolute URL");
            return null;
        },
    };

    public Option<bool> AllowPlainHttp { get; } = new("--allow-plain-http")
    {
        Description = "DANGER: let plaintext and secrets cross a network unencrypted",
        Recursive = true,
    };

    public void AddTo(RootCommand root)
    {
        root.Options.Add(Json);
        root.Options.Add(Credentials);
        root.Options.Add(Endpoint);
        root.Options.Add(AllowPlainHttp);
    }
}

using System.CommandLine;
using System.Text;
using Kms.Cli.Hosting;

namespace Kms.Cli.Credentials;

/// <summary>Decides where to call and as whom: what is on the command line, else what is in the environment, else the file
/// that an embedded silo wrote at its first start. Id and secret always come from the same place; only the endpoint may be
/// given nearer than they are.</summary>
internal static class CredentialSource
{
    public const string EndpointVariable = "KMS_ENDPOINT";
    public const string AccessKeyIdVariable = "KMS_ACCESS_KEY_ID";
    public const string SecretVariable = "KMS_SECRET_ACCESS_KEY";
    public const string BootstrapFile = "src/Kms.Silo/data/bootstrap-credentials.json";

    private static readonly Uri DefaultEndpoint = new("http://127.0.0.1:8080");

    public static CredentialSet Find(ParseResult parse, GlobalOptions options, CliIo io)
    {
        var endpoint = parse.GetValue(options.Endpoint);
        if (parse.GetValue(options.Credentials) is { } file) return FromFile(file.FullName, endpoint, io);
        if (FromEnvironment(endpoint, io) is { } environment) return environment;
        var bootstrap = Path.Combine(io.Directory, BootstrapFile);
        if (File.Exists(bootstrap)) return FromFile(bootstrap, endpoint ?? EndpointIn(io), io);
        throw new UsageException(
            $"no credentials: set {AccessKeyIdVariable} and {SecretVariable}, or give --credentials FILE, or run where {BootstrapFile} is");
    }

    private static CredentialSet FromFile(string path, Uri? endpoint, CliIo io)
    {
        var file = CredentialsFile.Read(path);
        return new CredentialSet(endpoint ?? file.Endpoint ?? EndpointIn(io) ?? DefaultEndpoint, file.AccessKeyId!, file.SecretAccessKey!);
    }

    private static CredentialSet? FromEnvironment(Uri? endpoint, CliIo io)
    {
        var id = io.Environment(AccessKeyIdVariable);
        var secret = io.Environment(SecretVariable);
        if (string.IsNullOrEmpty(id) && string.IsNullOrEmpty(secret)) return null;
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(secret))
            throw new UsageException($"{AccessKeyIdVariable} and {SecretVariable} go together; only one is set");
        return new CredentialSet(endpoint ?? EndpointIn(io) ?? DefaultEndpoint, id, Encoding.UTF8.GetBytes(secret));
    }

    private static Uri? EndpointIn(CliIo io)
    {
        var text = io.Environment(EndpointVariable);
        if (string.IsNullOrEmpty(text)) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : throw new UsageException($"{EndpointVariable} is not an absolute URL");
    }
}

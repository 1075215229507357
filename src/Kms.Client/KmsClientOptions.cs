using Kms.Client.Signing;

namespace Kms.Client;

/// <summary>Where the service is and as whom to call it.</summary>
public sealed class KmsClientOptions
{
    /// <summary>Scheme, host and port, such as <c>https://kms.example:8443</c>; a path is refused. Required.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The name of the credential pair. Required.</summary>
    public required string AccessKeyId { get; init; }

    /// <summary>The secret's UTF-8 bytes. The client copies them when it is constructed; zero your own afterwards. Required.</summary>
    public required byte[] SecretAccessKey { get; init; }

    /// <summary>How requests are signed. Default: JDCLOUD2, region <c>jdcloud-api</c>, service <c>kms</c>.</summary>
    public SigningScope Scope { get; init; } = new();

    /// <summary>How long one call may take, body included. Default 30 seconds (the service gives up after 10).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most bytes of a reply that are read. Default 24 MiB: an exported secret has up to 16 MiB.</summary>
    public int MaxReplyBytes { get; init; } = 24 * 1024 * 1024;

    /// <summary>DANGER: lets plaintext, data keys and secrets cross a network unencrypted. Default false: plain HTTP is
    /// refused unless the endpoint is a loopback address.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>Endpoint and access key id, never the secret.</summary>
    public override string ToString() => $"{AccessKeyId} at {Endpoint}";

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Endpoint);
        ArgumentNullException.ThrowIfNull(SecretAccessKey);
        if (!Endpoint.IsAbsoluteUri || Endpoint.Scheme is not ("http" or "https"))
            throw new ArgumentException("the endpoint must be an absolute http or https address");
        if (Endpoint.PathAndQuery != "/" || Endpoint.UserInfo.Length > 0)
            throw new ArgumentException("the endpoint must have neither path, query nor user");
        if (Endpoint.Scheme == "http" && !Endpoint.IsLoopback && !AllowPlainHttp)
            throw new ArgumentException($"plain HTTP to {Endpoint.Host} would show plaintext and secrets to the network; use https");
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxReplyBytes, 1024);
    }
}

using System.Text;
using Kms.Client;
using Kms.Testing.Processes;

namespace Kms.EndToEnd.Tests.Backends;

/// <summary>Our own client, pointed at a server under test.</summary>
internal static class Connections
{
    /// <summary>A client with the server's own first access key.</summary>
    public static KmsClient Connect(this KmsProcess server) => server.Connect(server.Credentials);

    /// <summary>A client with the first access key that another process of the cluster was given.</summary>
    public static KmsClient Connect(this KmsProcess server, KmsCredentials credentials) => new(new KmsClientOptions
    {
        Endpoint = server.Endpoint,
        AccessKeyId = credentials.AccessKeyId,
        SecretAccessKey = Encoding.UTF8.GetBytes(credentials.SecretAccessKey),
        Timeout = TimeSpan.FromSeconds(20), // the server's own limit is 10: a longer wait must be seen, not cut
    });
}

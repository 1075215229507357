using System.Security.Cryptography;
using Kms.Client;

namespace Kms.Cli.Credentials;

/// <summary>Where to call and as whom. Disposing zeroes the secret.</summary>
internal sealed record CredentialSet(Uri Endpoint, string AccessKeyId, byte[] Secret) : IDisposable
{
    public KmsClientOptions ToOptions(bool allowPlainHttp) => new()
    {
        Endpoint = Endpoint,
        AccessKeyId = AccessKeyId,
        SecretAccessKey = Secret,
        AllowPlainHttp = allowPlainHttp,
    };

    public void Dispose() => CryptographicOperations.ZeroMemory(Secret);

    public override string ToString() => $"{AccessKeyId} at {Endpoint}";
}

namespace Kms.Silo.Bootstrap;

/// <summary>An access key id with its secret.</summary>
/// <param name="AccessKeyId">The id.</param>
/// <param name="Secret">The secret in ASCII.</param>
internal sealed record Credentials(string AccessKeyId, byte[] Secret)
{
    /// <summary>The id: the secret is never printed.</summary>
    public override string ToString() => AccessKeyId;
}

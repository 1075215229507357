using System.Text.Json.Serialization;
using Kms.Client.Wire;

namespace Kms.Client.Secrets;

public sealed partial class SecretsClient
{
    /// <summary>Makes a new secret of an exported one. Not safe to repeat: each call makes another secret.</summary>
    /// <param name="package">As <see cref="ExportSecretAsync"/> returned it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The new secret's identifier; null when the service does not say (JD's does not).</returns>
    public async Task<string?> ImportSecretAsync(string package, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(package);
        using var reply = await SendAsync("importSecret", [], new SecretPackage(package), WireJson.Default.SecretPackage, cancellationToken);
        return reply.Result.IsEmpty ? null : reply.Read(WireJson.Default.SecretIdResult).SecretId;
    }
}

/// <summary>The result of exportSecret and the body of importSecret.</summary>
internal sealed record SecretPackage([property: JsonPropertyName("secretPackage")] string? Package)
{
    public override string ToString() => nameof(SecretPackage);
}

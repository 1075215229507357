using System.Text.Json.Serialization;
using Kms.Client.Wire;

namespace Kms.Client.Secrets;

/// <summary>What a new secret shall be.</summary>
public sealed record NewSecret
{
    /// <summary>0 to 128 characters. Default: empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>0 to 8192 characters. Default: empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>Its first version.</summary>
    public required NewSecretVersion Version { get; init; }
}

/// <summary>What a new version of a secret holds, and when it may be read.</summary>
public sealed record NewSecretVersion
{
    /// <summary>1 to 65536 bytes of UTF-8. It stays the caller's to zero.</summary>
    public required byte[] Data { get; init; }

    /// <summary>From when on it is readable. Null, the default: now.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>From when on it is no longer readable. Null, the default: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(NewSecretVersion);

    internal SecretTimeCfg Times() => new()
    {
        StartTime = StartsAt is { } start ? InstantConverter.Format(start) : null,
        ExpireTime = ExpiresAt is { } end ? InstantConverter.Format(end) : null,
    };
}

public sealed partial class SecretsClient
{
    /// <summary>Creates a secret, enabled, with its first version. Not safe to repeat: each call makes another secret.</summary>
    /// <param name="secret">What it shall be.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The new secret's identifier.</returns>
    public async Task<string> CreateSecretAsync(NewSecret secret, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var body = new SecretCfgBody(new()
        {
            SecretDescCfg = new() { SecretName = secret.Name, SecretDesc = secret.Description },
            SecretTimeCfg = secret.Version.Times(),
            SecretData = secret.Version.Data,
        });
        using var reply = await SendAsync("createSecret", [], body, WireJson.Default.SecretCfgBody, cancellationToken);
        return reply.Read(WireJson.Default.SecretIdResult).SecretId ?? throw reply.Unreadable(null);
    }
}

internal sealed record SecretCfgBody(SecretCfg SecretCfg);

internal sealed record SecretCfg
{
    public required SecretDescCfg SecretDescCfg { get; init; }

    public required SecretTimeCfg SecretTimeCfg { get; init; }

    [JsonConverter(typeof(Utf8TextConverter))]
    public required byte[] SecretData { get; init; }

    public override string ToString() => nameof(SecretCfg);
}

internal sealed record SecretDescCfg
{
    public string? SecretName { get; init; }

    public string? SecretDesc { get; init; }
}

/// <summary>Instants as text: null is left out, and in an update the empty text has a meaning of its own.</summary>
internal sealed record SecretTimeCfg
{
    public string? StartTime { get; init; }

    public string? ExpireTime { get; init; }
}

internal sealed record SecretIdResult(string? SecretId = null);

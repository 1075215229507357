using System.Text.Json.Serialization;
using Kms.Client.Wire;

namespace Kms.Client.Keys;

/// <summary>What a new key shall be.</summary>
public sealed record NewKey
{
    /// <summary>0 to 128 characters. Default: empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>0 to 8192 characters. Default: empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>Default: <see cref="KeySpec.Aes256"/>.</summary>
    public KeySpec Spec { get; init; } = KeySpec.Aes256;

    /// <summary>Days between automatic rotations, 1 to 2560; 0, the default: none. Symmetric keys only.</summary>
    public int RotationCycleDays { get; init; }
}

public sealed partial class KeysClient
{
    /// <summary>Creates a key, enabled, with one version. Not safe to repeat: each call makes another key.</summary>
    /// <param name="key">What it shall be.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The new key's identifier.</returns>
    public async Task<string> CreateKeyAsync(NewKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var body = new KeyCfgBody(new(
            new() { KeyName = key.Name, KeyDesc = key.Description, KeyType = key.Spec },
            new() { AutoRotate = key.RotationCycleDays != 0, RotationCycle = key.RotationCycleDays }));
        using var reply = await SendAsync("createKey", [], body, WireJson.Default.KeyCfgBody, cancellationToken);
        return reply.Read(WireJson.Default.KeyIdResult).KeyId;
    }
}

/// <summary>The body of createKey and updateKeyDescription; null members are left out.</summary>
internal sealed record KeyCfgBody(KeyCfg KeyCfg);

internal sealed record KeyCfg(KeyDescCfg KeyDescCfg, KeyRotateCfg? KeyRotateCfg);

internal sealed record KeyDescCfg
{
    public string? KeyName { get; init; }

    public string? KeyDesc { get; init; }

    [JsonConverter(typeof(KeySpecConverter))]
    public KeySpec? KeyType { get; init; }
}

internal sealed record KeyRotateCfg
{
    public bool? AutoRotate { get; init; }

    public int? RotationCycle { get; init; }
}

internal sealed record KeyIdResult(string KeyId);

using Kms.Client.Wire;

namespace Kms.Client.Keys;

/// <summary>What to change in a key; null members stay as they are.</summary>
public sealed record KeyChange
{
    /// <summary>0 to 128 characters; empty clears it.</summary>
    public string? Name { get; init; }

    /// <summary>0 to 8192 characters; empty clears it.</summary>
    public string? Description { get; init; }

    /// <summary>Switches automatic rotation on or off.</summary>
    public bool? AutoRotate { get; init; }

    /// <summary>Days between automatic rotations, 1 to 2560; alone it changes the period only where rotation is on.</summary>
    public int? RotationCycleDays { get; init; }
}

public sealed partial class KeysClient
{
    /// <summary>Changes name, description or automatic rotation of an enabled or disabled key.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="change">What to change.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task UpdateKeyDescriptionAsync(string keyId, KeyChange change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        var rotation = change is { AutoRotate: null, RotationCycleDays: null }
            ? null
            : new KeyRotateCfg { AutoRotate = change.AutoRotate, RotationCycle = change.RotationCycleDays };
        var body = new KeyCfgBody(new(new() { KeyName = change.Name, KeyDesc = change.Description }, rotation));
        using var reply = await SendAsync("updateKeyDescription", Key(keyId), body, WireJson.Default.KeyCfgBody, cancellationToken);
    }
}

using Kms.Grains.Abstractions.Keys;

namespace Kms.Grains.Domain.Keys;

/// <summary>
/// Every operation on a key, and the kinds of keys that have it. One row per operation: the name is the grain
/// method's, and later the action in policies.
/// </summary>
internal sealed class KeyOperation
{
    private static readonly KeySpec[] Any = [KeySpec.Aes256, KeySpec.Rsa2048, KeySpec.Sm3Hmac, KeySpec.Sm4];

    private readonly int _specs;

    private KeyOperation(string name, params ReadOnlySpan<KeySpec> specs)
    {
        Name = name;
        foreach (var spec in specs)
        {
            _specs |= 1 << (int)spec;
        }
    }

    public static KeyOperation Encrypt { get; } = new(nameof(Encrypt), KeySpec.Aes256, KeySpec.Rsa2048, KeySpec.Sm4);

    public static KeyOperation Decrypt { get; } = new(nameof(Decrypt), KeySpec.Aes256, KeySpec.Rsa2048, KeySpec.Sm4);

    public static KeyOperation GenerateDataKey { get; } = new(nameof(GenerateDataKey), KeySpec.Aes256, KeySpec.Sm4);

    public static KeyOperation Sign { get; } = new(nameof(Sign), KeySpec.Rsa2048, KeySpec.Sm3Hmac);

    public static KeyOperation Verify { get; } = new(nameof(Verify), KeySpec.Rsa2048, KeySpec.Sm3Hmac);

    public static KeyOperation GetPublicKey { get; } = new(nameof(GetPublicKey), KeySpec.Rsa2048);

    public static KeyOperation RotateKey { get; } = new(nameof(RotateKey), KeySpec.Aes256, KeySpec.Sm4);

    public static KeyOperation CreateKey { get; } = new(nameof(CreateKey), Any);

    public static KeyOperation DescribeKey { get; } = new(nameof(DescribeKey), Any);

    public static KeyOperation DescribeKeyVersions { get; } = new(nameof(DescribeKeyVersions), Any);

    public static KeyOperation UpdateKey { get; } = new(nameof(UpdateKey), Any);

    public static KeyOperation EnableKey { get; } = new(nameof(EnableKey), Any);

    public static KeyOperation DisableKey { get; } = new(nameof(DisableKey), Any);

    public static KeyOperation ScheduleKeyDeletion { get; } = new(nameof(ScheduleKeyDeletion), Any);

    public static KeyOperation CancelKeyDeletion { get; } = new(nameof(CancelKeyDeletion), Any);

    public static KeyOperation EnableKeyVersion { get; } = new(nameof(EnableKeyVersion), Any);

    public static KeyOperation DisableKeyVersion { get; } = new(nameof(DisableKeyVersion), Any);

    public static KeyOperation ScheduleKeyVersionDeletion { get; } = new(nameof(ScheduleKeyVersionDeletion), Any);

    public static KeyOperation CancelKeyVersionDeletion { get; } = new(nameof(CancelKeyVersionDeletion), Any);

    /// <summary>Name of the grain method without its <c>Async</c>.</summary>
    public string Name { get; }

    /// <summary>Whether keys of a kind have the operation.</summary>
    public bool Serves(KeySpec spec) => (_specs & (1 << (int)spec)) != 0;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

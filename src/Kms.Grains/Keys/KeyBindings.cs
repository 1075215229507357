using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Crypto;
using Kms.Grains.Hsm;

namespace Kms.Grains.Keys;

/// <summary>What each kind of key is to the HSM and to the ciphertext envelope.</summary>
internal static class KeyBindings
{
    /// <summary>Whether the HSM makes and uses keys of this kind; the others are data to it, sealed.</summary>
    public static bool IsWrapped(KeySpec spec) => spec is KeySpec.Aes256 or KeySpec.Rsa2048;

    /// <summary>The algorithm of a kind's envelopes; Unknown when its ciphertexts have none.</summary>
    public static EnvelopeAlgorithm AlgorithmOf(KeySpec spec) => spec switch
    {
        KeySpec.Aes256 => EnvelopeAlgorithm.Aes256Gcm,
        KeySpec.Sm4 => EnvelopeAlgorithm.Sm4Gcm,
        _ => EnvelopeAlgorithm.Unknown,
    };

    /// <summary>Whose wrapped key a version is.</summary>
    public static KeyBinding Of(string account, string keyId, uint version, KeySpec spec) => new(account, keyId, version, spec, UsageOf(spec));

    private static KeyUsage UsageOf(KeySpec spec) => spec switch
    {
        KeySpec.Aes256 or KeySpec.Sm4 => KeyUsage.EncryptDecrypt,
        KeySpec.Rsa2048 => KeyUsage.EncryptDecrypt | KeyUsage.SignVerify,
        KeySpec.Sm3Hmac => KeyUsage.SignVerify,
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec, "Not a kind of key."),
    };
}

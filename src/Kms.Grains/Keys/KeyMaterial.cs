using System.Text.Json;
using Kms.Grains.Hsm;

namespace Kms.Grains.Keys;

/// <summary>What a key version is made of, in the only forms that are stored: wrapped by the HSM, or sealed as data.</summary>
internal sealed record KeyMaterial
{
    private KeyMaterial()
    {
    }

    /// <summary>The wrapped key of AES and RSA versions, else null.</summary>
    public WrappedKey? Wrapped { get; private init; }

    /// <summary>The <see cref="Crypto.SealedMaterial"/> of SM4 and SM3-HMAC versions, else null.</summary>
    public byte[]? Sealed { get; private init; }

    /// <summary>Members of the stored wrapped key that a newer version has written.</summary>
    public Dictionary<string, JsonElement>? Unknown { get; private init; }

    /// <summary>Material wrapped by the HSM.</summary>
    public static KeyMaterial Of(WrappedKey wrapped, Dictionary<string, JsonElement>? unknown = null) => new() { Wrapped = wrapped, Unknown = unknown };

    /// <summary>Material sealed as data.</summary>
    public static KeyMaterial Of(byte[] sealedMaterial) => new() { Sealed = sealedMaterial };

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(KeyMaterial);
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Kms.Grains.Hsm;

namespace Kms.Grains.Crypto;

/// <summary>The persisted shape of a <see cref="WrappedKey"/>, a member of the documents that own keys.</summary>
internal sealed record StoredWrappedKey
{
    /// <summary>Generation of the binding key that made the MAC.</summary>
    public required int BindingGeneration { get; init; }

    /// <summary>Generation of the key-encryption key.</summary>
    public required int KekGeneration { get; init; }

    /// <summary><see cref="WrapMechanism"/> as a number.</summary>
    public required int Mechanism { get; init; }

    /// <summary>The kind of module that wrapped it.</summary>
    public required string Profile { get; init; }

    /// <summary>SubjectPublicKeyInfo; absent for symmetric keys.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? PublicKey { get; init; }

    /// <summary>The wrapped material.</summary>
    public required byte[] Blob { get; init; }

    /// <summary>HMAC-SHA-256 over all of it and its owner.</summary>
    public required byte[] Mac { get; init; }

    /// <summary>Members that a newer version has written.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The stored shape of a key.</summary>
    /// <param name="unknown">The unknown members it was read with.</param>
    public static StoredWrappedKey From(WrappedKey key, Dictionary<string, JsonElement>? unknown = null) => new()
    {
        BindingGeneration = key.BindingGeneration,
        KekGeneration = key.KekGeneration,
        Mechanism = (int)key.Mechanism,
        Profile = key.Profile,
        PublicKey = key.PublicKey.Length == 0 ? null : key.PublicKey,
        Blob = key.Blob,
        Mac = key.Mac,
        Unknown = unknown,
    };

    /// <summary>The key, not yet proved to be authentic.</summary>
    public WrappedKey ToWrappedKey() =>
        new(BindingGeneration, KekGeneration, (WrapMechanism)Mechanism, Profile, PublicKey ?? [], Blob, Mac);

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(StoredWrappedKey);
}

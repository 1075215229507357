using System.Security.Cryptography;
using Kms.Grains.Crypto;

namespace Kms.Grains.Hsm;

/// <summary>How a root is recognised at every start: the meaning of <see cref="RootRecord.Check"/>.</summary>
/// <remarks>
/// <para><see cref="RootPurpose.KeyEncryption"/>: <c>check = KWP(kek, probe)</c>, RFC 5649, 40 bytes, where the probe is
/// a random 32-byte key made for this and kept nowhere else. The root is the right one when the check value unwraps
/// (the integrity check of RFC 5649 fails under another key). No module must import a known key for it.</para>
/// <para><see cref="RootPurpose.Binding"/>: <c>check = HMAC-SHA-256(binding key, "kms/root-check/1" 00 purpose generation
/// object-id)</c>, 32 bytes, fields as <see cref="LengthPrefixedWriter"/> writes them.</para>
/// </remarks>
internal static class RootCheck
{
    /// <summary>Bytes of a root's random object id.</summary>
    public const int ObjectIdLength = 16;

    /// <summary>Bytes of the key that the check value of a key-encryption key wraps.</summary>
    public const int ProbeLength = 32;

    /// <summary>Bytes of the check value of a key-encryption key. Other mechanisms than RFC 5649 give another length.</summary>
    public const int KeyEncryptionLength = ProbeLength + 8;

    /// <summary>Bytes of the check value of a binding key.</summary>
    public const int BindingLength = WrappedKeyMac.Length;

    /// <summary>A fresh object id.</summary>
    public static byte[] NewObjectId() => RandomNumberGenerator.GetBytes(ObjectIdLength);

    /// <summary>The message whose MAC is the check value of a binding key.</summary>
    public static ReadOnlyMemory<byte> BindingMessage(int generation, ReadOnlySpan<byte> objectId) =>
        new LengthPrefixedWriter("kms/root-check/1"u8)
            .Add((long)RootPurpose.Binding)
            .Add(generation)
            .Add(objectId)
            .Written;
}

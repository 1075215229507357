using System.Buffers.Binary;
using Kms.Grains.Hsm;
using Kms.Grains.Storage;

namespace Kms.Grains.Crypto;

/// <summary>The byte format of key material and secrets that are data to the HSM, sealed under a system key.</summary>
/// <remarks>
/// <code>
/// sealed = 'KMSS' algorithm(1) = 1 version(u32 BE) iv(12) ciphertext tag(16)      ; AES-256-GCM
/// AAD    = 'kms/sealed-material/1' 00, then length-prefixed: kind account id version
/// </code>
/// The version in the header is the system key's; which system key it is follows from the record's kind. The version
/// in the AAD is the one that the material belongs to, so that sealed bytes moved to another record or version do not
/// open.
/// </remarks>
internal static class SealedMaterial
{
    /// <summary>Bytes before the IV.</summary>
    public const int HeaderLength = 9;

    /// <summary>Bytes that it is longer than its content.</summary>
    public const int Overhead = HeaderLength + HsmArguments.Overhead;

    private const byte Aes256Gcm = 1;
    private const int AlgorithmOffset = 4;
    private const int VersionOffset = 5;

    private static ReadOnlySpan<byte> Magic => "KMSS"u8;

    /// <summary>Writes the bytes before the IV.</summary>
    /// <param name="systemKeyVersion">Version of the system key.</param>
    public static void WriteHeader(Span<byte> destination, uint systemKeyVersion)
    {
        Magic.CopyTo(destination);
        destination[AlgorithmOffset] = Aes256Gcm;
        BinaryPrimitives.WriteUInt32BigEndian(destination[VersionOffset..], systemKeyVersion);
    }

    /// <summary>Reads the bytes before the IV; false when these are no sealed bytes.</summary>
    /// <param name="systemKeyVersion">Version of the system key.</param>
    public static bool TryReadHeader(ReadOnlySpan<byte> bytes, out uint systemKeyVersion)
    {
        systemKeyVersion = 0;
        if (bytes.Length < Overhead || !bytes.StartsWith(Magic) || bytes[AlgorithmOffset] != Aes256Gcm)
        {
            return false;
        }

        systemKeyVersion = BinaryPrimitives.ReadUInt32BigEndian(bytes[VersionOffset..]);
        return true;
    }

    /// <summary>The associated data: what the material belongs to.</summary>
    /// <param name="owner">The record that holds it.</param>
    /// <param name="version">The version inside that record.</param>
    public static ReadOnlyMemory<byte> AssociatedData(RecordId owner, uint version) =>
        new LengthPrefixedWriter("kms/sealed-material/1"u8)
            .Add(owner.Kind)
            .Add(owner.Account)
            .Add(owner.Id)
            .Add(version)
            .Written;
}

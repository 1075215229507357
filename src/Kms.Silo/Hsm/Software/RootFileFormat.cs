using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Kms.Grains.Crypto;
using Kms.Grains.Hsm;

namespace Kms.Silo.Hsm.Software;

/// <summary>
/// The bytes of a root file:
/// <c>file = "KMSROOT" version(1) count(4) *root digest(32)</c>,
/// <c>root = purpose(4) generation(4) object-id(16) seed(32)</c>, integers big-endian, <c>version = 01</c>,
/// <c>digest = SHA-256(everything before it)</c>.
/// </summary>
/// <remarks>
/// The digest finds damage. That the file is the right one is proved by the check values in <c>kms_root</c>, for which
/// the seeds are needed.
/// </remarks>
internal static class RootFileFormat
{
    /// <summary>No file is longer: 1024 roots.</summary>
    public const int MaxLength = HeaderLength + (MaxRoots * RootLength) + DigestLength;

    private const byte Version = 1;
    private const int MaxRoots = 1024;
    private const int HeaderLength = 7 + 1 + sizeof(int);
    private const int RootLength = (2 * sizeof(int)) + RootCheck.ObjectIdLength + RootSeed.SeedLength;
    private const int DigestLength = SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Magic => "KMSROOT"u8;

    /// <summary>Writes a file. The caller disposes it.</summary>
    public static SecretBytes Encode(IReadOnlyList<RootSeed> roots)
    {
        ArgumentOutOfRangeException.ThrowIfZero(roots.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(roots.Count, MaxRoots);
        var file = new SecretBytes(HeaderLength + (roots.Count * RootLength) + DigestLength);
        var bytes = file.ExposeSpan();
        Magic.CopyTo(bytes);
        bytes[Magic.Length] = Version;
        BinaryPrimitives.WriteInt32BigEndian(bytes[(Magic.Length + 1)..], roots.Count);
        for (var i = 0; i < roots.Count; i++)
            EncodeRoot(roots[i], bytes.Slice(HeaderLength + (i * RootLength), RootLength));
        SHA256.HashData(bytes[..^DigestLength], bytes[^DigestLength..]);
        return file;
    }

    /// <summary>Reads a file. The caller disposes the seeds.</summary>
    /// <exception cref="InvalidDataException">It is not a root file, it is damaged, or a newer version wrote it.</exception>
    public static RootSeeds Decode(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderLength + RootLength + DigestLength || !file.StartsWith(Magic))
            throw new InvalidDataException("it is not a root file");
        if (file[Magic.Length] != Version)
            throw new InvalidDataException($"its format {file[Magic.Length]} is not known to this version");

        var count = BinaryPrimitives.ReadInt32BigEndian(file[(Magic.Length + 1)..]);
        if (count is < 1 or > MaxRoots || file.Length != HeaderLength + (count * RootLength) + DigestLength)
            throw new InvalidDataException("it is truncated or damaged");
        Span<byte> digest = stackalloc byte[DigestLength];
        SHA256.HashData(file[..^DigestLength], digest);
        if (!digest.SequenceEqual(file[^DigestLength..]))
            throw new InvalidDataException("it is damaged");
        return DecodeRoots(file[HeaderLength..^DigestLength]);
    }

    private static RootSeeds DecodeRoots(ReadOnlySpan<byte> bytes)
    {
        var roots = ImmutableArray.CreateBuilder<RootSeed>(bytes.Length / RootLength);
        for (; !bytes.IsEmpty; bytes = bytes[RootLength..])
            roots.Add(DecodeRoot(bytes[..RootLength]));

        var seeds = new RootSeeds(roots.MoveToImmutable());
        if (Complaint(seeds.All) is not { } complaint)
            return seeds;
        seeds.Dispose();
        throw new InvalidDataException(complaint);
    }

    private static string? Complaint(ImmutableArray<RootSeed> roots)
    {
        if (roots.Any(root => root.Generation < 1 || root.Purpose is not (RootPurpose.KeyEncryption or RootPurpose.Binding)))
            return "it holds a root that this version does not know";
        return roots.DistinctBy(root => (root.Purpose, root.Generation)).Count() == roots.Length ? null : "it holds one generation twice";
    }

    private static void EncodeRoot(RootSeed root, Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes, (int)root.Purpose);
        BinaryPrimitives.WriteInt32BigEndian(bytes[sizeof(int)..], root.Generation);
        root.ObjectId.CopyTo(bytes.Slice(2 * sizeof(int), RootCheck.ObjectIdLength));
        root.Seed.ExposeSpan().CopyTo(bytes[^RootSeed.SeedLength..]);
    }

    private static RootSeed DecodeRoot(ReadOnlySpan<byte> bytes)
    {
        var seed = new SecretBytes(RootSeed.SeedLength);
        bytes[^RootSeed.SeedLength..].CopyTo(seed.ExposeSpan());
        return new RootSeed(
            (RootPurpose)BinaryPrimitives.ReadInt32BigEndian(bytes),
            BinaryPrimitives.ReadInt32BigEndian(bytes[sizeof(int)..]),
            bytes.Slice(2 * sizeof(int), RootCheck.ObjectIdLength).ToArray(),
            seed);
    }
}

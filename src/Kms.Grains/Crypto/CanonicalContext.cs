using System.Buffers.Binary;
using System.Text;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain;

namespace Kms.Grains.Crypto;

/// <summary>The bytes of an <see cref="EncryptionContext"/> that go into the associated data.</summary>
/// <remarks>
/// <c>context = *( u16 length name, u16 length value )</c>, UTF-8, big-endian lengths, ordered by the names' bytes;
/// no pairs are no bytes. At most 8 256 bytes, so that the whole fits a u16 length.
/// </remarks>
internal static class CanonicalContext
{
    /// <summary>Most pairs.</summary>
    public const int MaxPairs = 16;

    /// <summary>Longest name or value, in UTF-8 bytes.</summary>
    public const int MaxTextBytes = 256;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Refusal s_tooMany = new(KmsErrorCode.InvalidArgument, "an encryption context has at most 16 pairs");

    private static readonly Refusal s_badText = new(KmsErrorCode.InvalidArgument,
        "a name in an encryption context has 1 to 256 bytes of UTF-8, a value 0 to 256");

    /// <summary>Writes the canonical form, or says which limit the context is over.</summary>
    public static Refusal? Encode(EncryptionContext context, out byte[] canonical)
    {
        canonical = [];
        return context.Pairs.Count switch
        {
            0 => null,
            > MaxPairs => s_tooMany,
            _ => EncodePairs(context, out canonical),
        };
    }

    private static Refusal? EncodePairs(EncryptionContext context, out byte[] canonical)
    {
        canonical = [];
        var pairs = new List<(byte[] Name, byte[] Value)>(context.Pairs.Count);
        foreach (var (name, value) in context.Pairs)
        {
            if (ToBytes(name) is not { Length: > 0 } nameBytes || ToBytes(value) is not { } valueBytes)
            {
                return s_badText;
            }

            pairs.Add((nameBytes, valueBytes));
        }

        // By bytes and not by UTF-16 units, so that a writer in any language orders them alike.
        pairs.Sort((left, right) => left.Name.AsSpan().SequenceCompareTo(right.Name));
        canonical = Concatenate(pairs);
        return null;
    }

    private static byte[]? ToBytes(string? text)
    {
        if (text is null || text.Length > MaxTextBytes)
        {
            return null;
        }

        try
        {
            var bytes = s_strict.GetBytes(text);
            return bytes.Length <= MaxTextBytes ? bytes : null;
        }
        catch (EncoderFallbackException)
        {
            // A lone surrogate has no UTF-8 form; replacing it would make two different contexts equal.
            return null;
        }
    }

    private static byte[] Concatenate(List<(byte[] Name, byte[] Value)> pairs)
    {
        var length = 0;
        foreach (var (name, value) in pairs)
        {
            length += sizeof(ushort) + name.Length + sizeof(ushort) + value.Length;
        }

        var bytes = new byte[length];
        var rest = bytes.AsSpan();
        foreach (var (name, value) in pairs)
        {
            rest = Append(Append(rest, name), value);
        }

        return bytes;
    }

    private static Span<byte> Append(Span<byte> destination, byte[] field)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)field.Length);
        field.CopyTo(destination[sizeof(ushort)..]);
        return destination[(sizeof(ushort) + field.Length)..];
    }
}

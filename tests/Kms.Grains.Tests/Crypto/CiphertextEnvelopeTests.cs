using System.Security.Cryptography;
using CsCheck;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Crypto;

namespace Kms.Grains.Tests.Crypto;

public sealed class CiphertextEnvelopeTests
{
    private const string KeyId = "srh6mt4lj49tnzvs";

    public static TheoryData<EnvelopeVector> Golden => new(Vectors.Read<EnvelopeVector>("envelope/envelopes.json"));

    [Theory]
    [MemberData(nameof(Golden))]
    public void WriteHeader_GoldenVector_GivesItsBytes(EnvelopeVector vector)
    {
        var header = new byte[CiphertextEnvelope.HeaderLength];
        CiphertextEnvelope.WriteHeader(header, (EnvelopeAlgorithm)vector.Algorithm, vector.KeyId, vector.Version, Convert.ToUInt32(vector.VersionTag, 16));

        Assert.Equal(vector.Envelope.Hex()[..CiphertextEnvelope.HeaderLength], header);
    }

    [Theory]
    [MemberData(nameof(Golden))]
    public void AssociatedData_GoldenVector_GivesItsBytes(EnvelopeVector vector)
    {
        Assert.Null(CanonicalContext.Encode(vector.ToContext(), out var context));
        Assert.Equal(vector.CanonicalContext.Hex(), context);

        var header = vector.Envelope.Hex().AsSpan(0, CiphertextEnvelope.HeaderLength);
        Assert.Equal(vector.AssociatedData.Hex(), CiphertextEnvelope.AssociatedData(header, vector.Account, context));
    }

    [Theory]
    [MemberData(nameof(Golden))]
    public void ReadHeader_GoldenVector_Opens(EnvelopeVector vector)
    {
        var envelope = vector.Envelope.Hex();
        var defect = CiphertextEnvelope.ReadHeader(envelope, (EnvelopeAlgorithm)vector.Algorithm, vector.KeyId, out var version, out var tag);

        Assert.Equal(EnvelopeDefect.None, defect);
        Assert.Equal(vector.Version, version);
        Assert.Equal(vector.VersionTag, tag.ToString("x8", null));
        Assert.Equal(vector.Plaintext.Hex(), Open(vector, envelope));
    }

    [Theory]
    [InlineData(58, "Length")]
    [InlineData(59, "None")]
    [InlineData(4154, "None")]
    [InlineData(4155, "Length")]
    [InlineData(0, "Length")]
    public void ReadHeader_Length_IsBoundedFirst(int length, string expected)
    {
        var envelope = new byte[length];
        if (length >= CiphertextEnvelope.HeaderLength)
        {
            CiphertextEnvelope.WriteHeader(envelope, EnvelopeAlgorithm.Aes256Gcm, KeyId, 1, 2);
        }

        Assert.Equal(expected, Read(envelope).ToString());
    }

    [Fact]
    public void ReadHeader_SeveralDefects_ReportsTheFirstInOrder()
    {
        // From the last check to the first: each defect that is added hides those behind it.
        var envelope = new byte[64];
        CiphertextEnvelope.WriteHeader(envelope, EnvelopeAlgorithm.Aes256Gcm, "another-key-id-1", 1, 2);
        Assert.Equal(EnvelopeDefect.KeyId, Read(envelope));
        envelope[5] = 1;
        Assert.Equal(EnvelopeDefect.Flags, Read(envelope));
        envelope[4] = (byte)EnvelopeAlgorithm.Sm4Gcm;
        Assert.Equal(EnvelopeDefect.Algorithm, Read(envelope));
        envelope[3] = (byte)'2';
        Assert.Equal(EnvelopeDefect.Magic, Read(envelope));
        Assert.Equal(EnvelopeDefect.Length, Read(envelope[..58]));
    }

    [Fact]
    public void ReadHeader_AnyBytes_NeverThrows() =>
        Gen.Byte.Array[0, 80].Sample(bytes => Read(bytes) != EnvelopeDefect.None);

    [Fact]
    public void Envelope_AnyBitFlipped_DoesNotOpen()
    {
        var vector = Vectors.Read<EnvelopeVector>("envelope/envelopes.json").Single(x => x.Name == "aes-text");
        var envelope = vector.Envelope.Hex();
        for (var bit = 0; bit < envelope.Length * 8; bit++)
        {
            var forged = (byte[])envelope.Clone();
            forged[bit / 8] ^= (byte)(1 << (bit % 8));

            var defect = CiphertextEnvelope.ReadHeader(forged, EnvelopeAlgorithm.Aes256Gcm, vector.KeyId, out _, out _);
            Assert.True(defect != EnvelopeDefect.None || Open(vector, forged) is null, $"bit {bit}");
        }
    }

    [Fact]
    public void AssociatedData_OtherAccountOrContext_Differs()
    {
        var header = new byte[CiphertextEnvelope.HeaderLength];

        Assert.NotEqual(CiphertextEnvelope.AssociatedData(header, "a", [0, 1]), CiphertextEnvelope.AssociatedData(header, "b", [0, 1]));
        Assert.NotEqual(CiphertextEnvelope.AssociatedData(header, "a", [0, 1]), CiphertextEnvelope.AssociatedData(header, "a", []));
        Assert.NotEqual(CiphertextEnvelope.AssociatedData(header, "ab", "c"u8), CiphertextEnvelope.AssociatedData(header, "a", "bc"u8));
    }

    private static EnvelopeDefect Read(byte[] envelope) =>
        CiphertextEnvelope.ReadHeader(envelope, EnvelopeAlgorithm.Aes256Gcm, KeyId, out _, out _);

    private static byte[]? Open(EnvelopeVector vector, byte[] envelope)
    {
        Assert.Null(CanonicalContext.Encode(vector.ToContext(), out var context));
        var aad = CiphertextEnvelope.AssociatedData(envelope.AsSpan(0, CiphertextEnvelope.HeaderLength), vector.Account, context);
        var plaintext = new byte[envelope.Length - CiphertextEnvelope.Overhead];
        var source = envelope.AsSpan(CiphertextEnvelope.HeaderLength);
        if (vector.Algorithm == (int)EnvelopeAlgorithm.Sm4Gcm)
        {
            return Sm4Gcm.Decrypt(vector.MaterialKey.Hex(), aad, source, plaintext) ? plaintext : null;
        }

        using var aes = new AesGcm(vector.MaterialKey.Hex(), 16);
        try
        {
            aes.Decrypt(source[..12], source[12..^16], source[^16..], plaintext, aad);
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}

public sealed record EnvelopeVector(
    string Name, int Algorithm, string Account, string KeyId, uint Version, string VersionTag, Dictionary<string, string> Context,
    string CanonicalContext, string MaterialKey, string AssociatedData, string Plaintext, string Envelope)
{
    internal EncryptionContext ToContext() => new() { Pairs = EncryptionContext.Empty.Pairs.AddRange(Context) };

    public override string ToString() => Name;
}

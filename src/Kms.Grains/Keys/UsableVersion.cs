using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Crypto;
using Kms.Grains.Hsm;
using Kms.Grains.Storage;

namespace Kms.Grains.Keys;

/// <summary>A version with all that its operations need again and again, made once per snapshot.</summary>
internal sealed class UsableVersion
{
    private readonly byte[] _header = [];

    public UsableVersion(RecordId head, KeySpec spec, KeyVersion version)
    {
        (Head, Spec, Version) = (head, spec, version);
        Binding = KeyBindings.Of(head.Account, head.Id, version.Number, spec);
        if (KeyBindings.AlgorithmOf(spec) is not EnvelopeAlgorithm.Unknown and var algorithm)
        {
            _header = new byte[CiphertextEnvelope.HeaderLength];
            CiphertextEnvelope.WriteHeader(_header, algorithm, head.Id, version.Number, version.Tag);
            AssociatedDataOfEmptyContext = CiphertextEnvelope.AssociatedData(_header, head.Account, []);
        }
    }

    /// <summary>The key's head.</summary>
    public RecordId Head { get; }

    /// <summary>What the key is made of.</summary>
    public KeySpec Spec { get; }

    /// <summary>The version.</summary>
    public KeyVersion Version { get; }

    /// <summary>The number.</summary>
    public KeyVersionNumber Number => new(Version.Number);

    /// <summary>Whose key it is, for the HSM.</summary>
    public KeyBinding Binding { get; }

    /// <summary>The bytes before the IV of its envelopes.</summary>
    public ReadOnlySpan<byte> Header => _header;

    /// <summary>The associated data when there is no context, as always on the wire.</summary>
    public ReadOnlyMemory<byte> AssociatedDataOfEmptyContext { get; }

    /// <summary>The public key after its MAC was verified, or null as long as nobody has asked for it.</summary>
    public RsaPublicKey? PublicKey { get; set; }

    /// <summary>The associated data under a context.</summary>
    /// <param name="context">Its canonical form.</param>
    public ReadOnlyMemory<byte> AssociatedData(byte[] context) =>
        context.Length == 0 ? AssociatedDataOfEmptyContext : CiphertextEnvelope.AssociatedData(_header, Head.Account, context);
}

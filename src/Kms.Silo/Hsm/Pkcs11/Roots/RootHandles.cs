using Kms.Grains.Hsm;

namespace Kms.Silo.Hsm.Pkcs11.Roots;

/// <summary>The proved roots of one opening of the token.</summary>
/// <param name="KekGeneration">It wraps new keys.</param>
/// <param name="BindingGeneration">It authenticates what is new.</param>
/// <param name="Handles">CK_OBJECT_HANDLE of every root.</param>
/// <param name="Rows">As they were registered when they were proved.</param>
internal sealed record RootHandles(
    int KekGeneration,
    int BindingGeneration,
    IReadOnlyDictionary<(RootPurpose Purpose, int Generation), ulong> Handles,
    IReadOnlyList<RootRecord> Rows)
{
    /// <summary>The handle of a root.</summary>
    /// <exception cref="HsmException"><see cref="HsmFault.NotAuthentic"/>: it is not in this module.</exception>
    public ulong Get(RootPurpose purpose, int generation) =>
        Handles.TryGetValue((purpose, generation), out var handle)
            ? handle
            : throw new HsmException(HsmFault.NotAuthentic, $"The {RootStart.Name(purpose, generation)} is not a root of this module.");

    /// <summary>The check value of the key-encryption key in use: what the canary of unwrapping unwraps.</summary>
    public byte[] KekCheck(int generation) =>
        Rows.First(row => row.Purpose == RootPurpose.KeyEncryption && row.Generation == generation).Check;
}

using System.Security.Cryptography;
using Kms.Grains.Crypto;
using Kms.Grains.Hsm;

namespace Kms.Silo.Hsm.Software;

/// <summary>Makes and proves the check values of roots; see <see cref="RootCheck"/>.</summary>
internal static class RootProof
{
    /// <summary>The row by which the database will know a root.</summary>
    public static RootRecord Register(RootSeed root) =>
        new(root.Generation, root.Purpose, root.ObjectId, MakeCheck(root), RootRecord.Rewrappable, RootRecord.Live);

    /// <summary>Compares a row with the file.</summary>
    /// <param name="seeds">The file's content, null where there is no file.</param>
    /// <param name="filePath">Where it was looked for.</param>
    public static RootObservation Observe(RootRecord row, RootSeeds? seeds, string filePath)
    {
        if (seeds is null)
            return new RootObservation(row, RootFinding.Missing, $"there is no file {filePath}");
        if (seeds.Find(row.ObjectId) is not { } root)
            return new RootObservation(row, RootFinding.Missing, $"the file {filePath} does not hold it");
        return root.Purpose == row.Purpose && root.Generation == row.Generation && MakesCheck(root, row.Check)
            ? new RootObservation(row, RootFinding.Proved)
            : new RootObservation(row, RootFinding.Different, filePath);
    }

    private static byte[] MakeCheck(RootSeed root)
    {
        using var key = new SoftwareRoots([root]);
        if (root.Purpose == RootPurpose.Binding)
            return MakeBindingCheck(key, root);
        using var probe = SecretBytes.Random(RootCheck.ProbeLength);
        return key.Wrap(root.Generation, probe.ExposeSpan());
    }

    private static bool MakesCheck(RootSeed root, byte[] check)
    {
        using var key = new SoftwareRoots([root]);
        if (root.Purpose == RootPurpose.Binding)
            return CryptographicOperations.FixedTimeEquals(MakeBindingCheck(key, root), check);
        using var probe = key.TryUnwrap(root.Generation, check);
        return probe is { Length: RootCheck.ProbeLength };
    }

    private static byte[] MakeBindingCheck(SoftwareRoots key, RootSeed root)
    {
        var check = new byte[RootCheck.BindingLength];
        key.ComputeMac(root.Generation, RootCheck.BindingMessage(root.Generation, root.ObjectId).Span, check);
        return check;
    }
}

namespace Kms.Grains.Hsm;

/// <summary>
/// Decides at start, and after healing, whether the module holds the roots that the database was written under.
/// </summary>
/// <remarks>
/// | rows | module | records | decision |
/// |--|--|--|--|
/// | none | anything | none | create |
/// | none | anything | some | refuse: what was written needs roots that nobody knows any more |
/// | some | one of them not proved, retired ones included | any | refuse, naming each |
/// | some, without a live one of each purpose | any | any | refuse |
/// | some, malformed | any | any | refuse |
/// | some | all proved | any | proceed with the newest live ones |
/// Roots in the module that no row names are nobody's business here: a token may serve several databases.
/// </remarks>
internal static class RootStart
{
    /// <summary>The decision.</summary>
    /// <param name="roots">Every registered root, with what was found for it.</param>
    /// <param name="hasRecords">Whether the database holds anything that was authenticated by a root.</param>
    public static RootDecision Decide(IReadOnlyCollection<RootObservation> roots, bool hasRecords)
    {
        if (roots.Count == 0)
            return hasRecords
                ? new RootDecision.Refuse("The database holds records but no registered root (kms_root is empty). New roots could not open them, so none are made: restore kms_root from a backup.")
                : new RootDecision.Create();

        var complaints = roots.Select(Complaint).OfType<string>().Concat(Repeated(roots)).ToList();
        var kek = NewestLive(roots, RootPurpose.KeyEncryption, complaints);
        var binding = NewestLive(roots, RootPurpose.Binding, complaints);
        return complaints.Count == 0
            ? new RootDecision.Proceed(kek, binding)
            : new RootDecision.Refuse(string.Join(" ", complaints));
    }

    /// <summary>How messages name a root.</summary>
    public static string Name(RootPurpose purpose, int generation) => purpose switch
    {
        RootPurpose.KeyEncryption => $"key-encryption key generation {generation}",
        RootPurpose.Binding => $"binding key generation {generation}",
        _ => $"root of unknown purpose {(int)purpose}, generation {generation}",
    };

    private static string? Complaint(RootObservation root)
    {
        var problem = Malformed(root.Row) ?? root.Finding switch
        {
            RootFinding.Proved => null,
            RootFinding.Missing => "is registered but not in this module",
            RootFinding.Different => "is registered, but the module holds another key under its id",
            RootFinding.Ambiguous => "is in this module more than once",
            RootFinding.Deviating => "has attributes that its purpose forbids",
            _ => "was not proved",
        };
        if (problem is null)
            return null;

        var detail = root.Detail.Length == 0 ? "" : $" ({root.Detail})";
        return $"The {Name(root.Row.Purpose, root.Row.Generation)} (id {Convert.ToHexStringLower(root.Row.ObjectId)}) {problem}{detail}.";
    }

    private static string? Malformed(RootRecord row)
    {
        if (row.Generation < 1 || row.Purpose is not (RootPurpose.KeyEncryption or RootPurpose.Binding))
            return "is registered with a purpose or generation that this version does not know";
        if (row.ObjectId.Length != RootCheck.ObjectIdLength)
            return "is registered with a malformed id";
        if (row.Policy != RootRecord.Rewrappable)
            return $"is registered with the policy '{row.Policy}', which this version does not know";
        return row.State is RootRecord.Live or RootRecord.Retired ? null : $"is registered with the state '{row.State}', which this version does not know";
    }

    private static IEnumerable<string> Repeated(IReadOnlyCollection<RootObservation> roots) =>
        roots.GroupBy(root => (root.Row.Purpose, root.Row.Generation))
            .Where(group => group.Count() > 1)
            .Select(group => $"The {Name(group.Key.Purpose, group.Key.Generation)} is registered more than once.");

    private static int NewestLive(IReadOnlyCollection<RootObservation> roots, RootPurpose purpose, List<string> complaints)
    {
        var newest = roots.Where(root => root.Row.Purpose == purpose && root.Row.State == RootRecord.Live)
            .Select(root => root.Row.Generation)
            .DefaultIfEmpty()
            .Max();
        if (newest == 0)
            complaints.Add(purpose == RootPurpose.Binding ? "No live binding key is registered." : "No live key-encryption key is registered.");
        return newest;
    }
}

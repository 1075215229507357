namespace Kms.Grains.Hsm;

/// <summary>What the database knows of one root object in the token (table <c>kms_root</c>).</summary>
/// <param name="Generation">1, 2, 3 … per purpose.</param>
/// <param name="Purpose">What the root is for; it has no other purpose.</param>
/// <param name="ObjectId">CKA_ID: 16 random bytes.</param>
/// <param name="Check">A value that only this key produces, by which it is recognised at every start.</param>
/// <param name="Policy"><c>Rewrappable</c>: no unwrap template, so that key-encryption keys can be rotated.</param>
/// <param name="State"><c>Live</c>, or <c>Retired</c> (kept for what it wrapped).</param>
internal sealed record RootRecord(int Generation, RootPurpose Purpose, byte[] ObjectId, byte[] Check, string Policy, string State)
{
    /// <summary>The policy of roots without an unwrap template.</summary>
    public const string Rewrappable = "Rewrappable";

    /// <summary>The state of a root that may wrap or authenticate what is new; the newest generation does.</summary>
    public const string Live = "Live";

    /// <summary>The state of a root that is kept for what it wrapped or authenticated.</summary>
    public const string Retired = "Retired";
}

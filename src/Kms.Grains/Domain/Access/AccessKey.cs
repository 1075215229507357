namespace Kms.Grains.Domain.Access;

/// <summary>An access key: the credential pair by which a caller proves who it is.</summary>
/// <param name="Id">Unique over all accounts.</param>
/// <param name="Account">The account that it acts for.</param>
/// <param name="State">Where it stands.</param>
/// <param name="CreatedAt">Instant of creation (UTC).</param>
/// <param name="SealedSecret">The secret, sealed under the system's sealing key; empty when deleted.</param>
internal sealed record AccessKey(string Id, string Account, AccessKeyState State, DateTimeOffset CreatedAt, byte[] SealedSecret)
{
    /// <summary>Whether signatures made with it are accepted.</summary>
    public bool IsUsable => State == AccessKeyState.Enabled;

    /// <summary>The access key in another of the two states that can be left again.</summary>
    public AccessKey In(AccessKeyState state) => this with { State = state };

    /// <summary>The tombstone that is left of it.</summary>
    public AccessKey Deleted() => this with { State = AccessKeyState.Deleted, SealedSecret = [] };

    /// <summary>The id and state: the sealed secret is never printed.</summary>
    public override string ToString() => $"{Id} ({State})";
}

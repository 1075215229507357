namespace Kms.Grains.Hsm;

/// <summary>What a start does about the roots; see <see cref="RootStart.Decide"/>.</summary>
internal abstract record RootDecision
{
    private RootDecision()
    {
    }

    /// <summary>The database is new: make generation 1 of both roots, prove them, register them, and only then wrap.</summary>
    public sealed record Create : RootDecision;

    /// <summary>Every registered root was proved.</summary>
    /// <param name="KekGeneration">The newest live key-encryption key: it wraps new keys.</param>
    /// <param name="BindingGeneration">The newest live binding key: it authenticates what is new.</param>
    public sealed record Proceed(int KekGeneration, int BindingGeneration) : RootDecision;

    /// <summary>The silo must not become ready.</summary>
    /// <param name="Message">Names what is missing by purpose and generation.</param>
    public sealed record Refuse(string Message) : RootDecision;
}

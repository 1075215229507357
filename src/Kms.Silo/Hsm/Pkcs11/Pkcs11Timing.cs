namespace Kms.Silo.Hsm.Pkcs11;

/// <summary>Times that are nobody's setting; tests shorten them.</summary>
internal sealed record Pkcs11Timing
{
    /// <summary>How often an open token is checked with one MAC. Bounds how late a loss shows in readiness when no call meets it.</summary>
    public TimeSpan Check { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A call that is in the module for longer counts as hanging; its caller is let go when it waits on another thread.</summary>
    public TimeSpan Call { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The same for generating a key, which takes seconds on a small token.</summary>
    public TimeSpan Generation { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The same for opening the module and its token.</summary>
    public TimeSpan Opening { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long healing and closing wait for calls to leave the module. C_Finalize under a running call is undefined.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The pause after the first failed attempt to heal.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The pause doubles up to this, so that a token that is back serves again within a few seconds.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many unwrapped keys are kept in the token; about 8 KiB each on SoftHSM.</summary>
    public int Objects { get; init; } = 10_000;
}

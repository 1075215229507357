namespace Kms.Grains.Domain.Keys;

/// <summary>What an update makes of the period of automatic rotation.</summary>
internal static class RotationPeriod
{
    /// <summary>Why the command contradicts itself, whatever the key, or null.</summary>
    public static Refusal? Refuse(KeyUpdate command) => command is { AutoRotate: true, RotationDays: 0 } ? KeyRefusals.NoRotationPeriod : null;

    /// <summary>The period afterwards.</summary>
    /// <param name="current">The period now; 0 is never.</param>
    /// <param name="command">The update; its days are in range or null, and it does not contradict itself.</param>
    public static Decision<int> Of(int current, KeyUpdate command) => command switch
    {
        { AutoRotate: false } => 0,
        { AutoRotate: true, RotationDays: { } days } => days,
        { AutoRotate: true } => current > 0 ? current : KeyRefusals.NoRotationPeriod,

        // Without the switch a period changes one that is on, and does not turn one on.
        _ => current > 0 ? command.RotationDays ?? current : 0,
    };
}

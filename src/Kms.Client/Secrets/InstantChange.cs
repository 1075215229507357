using Kms.Client.Wire;

namespace Kms.Client.Secrets;

/// <summary>What becomes of one of a version's two instants. Default: it stays as it is.</summary>
public readonly record struct InstantChange
{
    private InstantChange(string wire) => Wire = wire;

    /// <summary>It stays as it is.</summary>
    public static InstantChange Unchanged => default;

    /// <summary>It goes back to its default: a start becomes now, an expiry never.</summary>
    public static InstantChange Reset => new("");

    /// <summary>Null: left out.</summary>
    internal string? Wire { get; }

    /// <summary>It becomes this instant, in whole seconds.</summary>
    /// <param name="instant">The instant.</param>
    public static InstantChange To(DateTimeOffset instant) => new(InstantConverter.Format(instant));
}

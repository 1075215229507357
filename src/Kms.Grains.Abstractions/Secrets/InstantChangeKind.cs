namespace Kms.Grains.Abstractions.Secrets;

/// <summary>The ways in which a request can treat an instant.</summary>
public enum InstantChangeKind
{
    /// <summary>It stays as it is.</summary>
    Keep = 0,

    /// <summary>It goes back to its default.</summary>
    Reset = 1,

    /// <summary>It gets the value that comes with the request.</summary>
    Set = 2,
}

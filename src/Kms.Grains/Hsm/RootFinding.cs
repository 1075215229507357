namespace Kms.Grains.Hsm;

/// <summary>What an adapter found in its module for one registered root.</summary>
internal enum RootFinding
{
    /// <summary>Not looked for yet: as bad as missing.</summary>
    Unknown = 0,

    /// <summary>There is exactly one object with this id, it has its one purpose, and it made the check value.</summary>
    Proved = 1,

    /// <summary>There is no object with this id.</summary>
    Missing = 2,

    /// <summary>There is an object with this id, and it is another key.</summary>
    Different = 3,

    /// <summary>There is more than one object with this id.</summary>
    Ambiguous = 4,

    /// <summary>The object has attributes that its purpose forbids, or lacks one that it demands.</summary>
    Deviating = 5,
}

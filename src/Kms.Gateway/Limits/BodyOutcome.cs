namespace Kms.Gateway.Limits;

/// <summary>How the reading of a body ended.</summary>
internal enum BodyOutcome
{
    /// <summary>All of it is there.</summary>
    Complete,

    /// <summary>There is more than allowed; the rest has not been read.</summary>
    TooLong,

    /// <summary>The connection is gone.</summary>
    ClientGone,
}

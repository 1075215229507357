namespace Kms.Grains.Abstractions.Errors;

/// <summary>Why an operation did not happen. The numbers are part of the contract: none is ever reused.</summary>
public enum KmsErrorCode
{
    /// <summary>Never sent; the value of a field that somebody forgot to set.</summary>
    Unknown = 0,

    /// <summary>The request itself is wrong, or what it carries is not authentic. Repeating it cannot help.</summary>
    InvalidArgument = 1,

    /// <summary>The account has no such key, secret or version.</summary>
    NotFound = 2,

    /// <summary>The state of the key, secret or version does not allow the operation.</summary>
    StateConflict = 3,

    /// <summary>The id given to a create operation is taken. The caller draws another.</summary>
    AlreadyExists = 4,

    /// <summary>The caller may not do this.</summary>
    PermissionDenied = 5,

    /// <summary>The caller did not prove who it is.</summary>
    Unauthenticated = 6,

    /// <summary>
    /// The database, the HSM or the silo cannot serve now, the deadline has passed, or the outcome is not known.
    /// Nothing was acknowledged; the same request may succeed later.
    /// </summary>
    Unavailable = 7,

    /// <summary>A fault of the service, or a stored record that is not authentic. The log has the cause.</summary>
    Internal = 8,
}

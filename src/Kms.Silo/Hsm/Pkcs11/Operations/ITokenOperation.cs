using Kms.Silo.Hsm.Pkcs11.Sessions;

namespace Kms.Silo.Hsm.Pkcs11.Operations;

/// <summary>
/// One operation with one key in one session. A struct, so that running it allocates nothing. Running it a second time
/// must be harmless.
/// </summary>
/// <typeparam name="TResult">What it gives.</typeparam>
internal interface ITokenOperation<TResult> : ITokenCall
{
    /// <summary>Copies what goes in to the session's memory; on the caller's thread.</summary>
    void Load(TokenSession session);

    /// <summary>Copies what came out of a successful call to the caller; on the caller's thread.</summary>
    TResult Complete(TokenSession session);

    /// <summary>What the caller gets when its data is at fault.</summary>
    /// <returns>False when no data of a caller can be at fault in this operation.</returns>
    bool TryReject(out TResult result);
}

/// <summary>The result of an operation that has none.</summary>
internal readonly record struct Nothing;

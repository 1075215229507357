using Kms.Silo.Hsm.Pkcs11.Sessions;
using Net.Pkcs11Interop.Common;

namespace Kms.Silo.Hsm.Pkcs11.Operations;

/// <summary>The part of an operation that is in the module, and touches only the session's memory.</summary>
internal interface ITokenCall
{
    /// <summary>Calls the module.</summary>
    CKR Call(TokenSession session, ulong key);
}

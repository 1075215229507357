using Kms.Silo.Hsm.Pkcs11.Sessions;
using Net.Pkcs11Interop.Common;

namespace Kms.Silo.Hsm.Pkcs11.Running;

/// <summary>Where the key of an operation comes from. A struct, so that asking allocates nothing.</summary>
internal interface IKeySource
{
    /// <summary>Whether it is a root. Roots are token objects and are lost with the token, while unwrapped keys may go on working.</summary>
    bool IsRoot { get; }

    /// <summary>The only opening of the token in which the key is wanted, because a handle of it was taken; null: the one that serves.</summary>
    OpenToken? Only { get; }

    /// <summary>For messages.</summary>
    string Name { get; }

    /// <summary>The sessions in which it is used.</summary>
    SessionPool Sessions(OpenToken token);

    /// <summary>The key, when it is in the token.</summary>
    bool TryLease(OpenToken token, out KeyLease lease);

    /// <summary>The key, brought into the token if need be.</summary>
    ValueTask<KeyLease> LeaseAsync(OpenToken token, CancellationToken cancellationToken);

    /// <summary>A call of the same kind that must succeed while the token works, whatever the caller's data was.</summary>
    CKR CallCanary(OpenToken token, TokenSession session);
}

using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Operations;
using Kms.Silo.Hsm.Pkcs11.Sessions;
using Net.Pkcs11Interop.Common;

namespace Kms.Silo.Hsm.Pkcs11.Running;

/// <summary>A root as the key of an operation.</summary>
/// <param name="only">
/// Set when the operation makes an object that lives on: then it runs in this opening of the token, in its owner session.
/// </param>
internal readonly struct RootKey(RootPurpose purpose, int generation, OpenToken? only = null) : IKeySource
{
    /// <inheritdoc />
    public bool IsRoot => true;

    /// <inheritdoc />
    public OpenToken? Only => only;

    /// <inheritdoc />
    public string Name => RootStart.Name(purpose, generation);

    /// <inheritdoc />
    public SessionPool Sessions(OpenToken token) => only is not null ? token.Owner : token.Work;

    /// <inheritdoc />
    public bool TryLease(OpenToken token, out KeyLease lease)
    {
        lease = new KeyLease(token.Roots.Get(purpose, generation), null);
        return true;
    }

    /// <inheritdoc />
    public ValueTask<KeyLease> LeaseAsync(OpenToken token, CancellationToken cancellationToken) => new(new KeyLease(token.Roots.Get(purpose, generation), null));

    /// <inheritdoc />
    public CKR CallCanary(OpenToken token, TokenSession session)
    {
        var handle = token.Roots.Get(purpose, generation);
        if (purpose == RootPurpose.KeyEncryption)
            return ProbeUnwrapping.Run(session.Cryptoki, session.Handle, handle, token.Module.Profile.KeyWrapWithPadding, token.Roots.KekCheck(generation));

        var computing = new MacComputing("kms/canary/1"u8.ToArray(), new byte[WrappedKeyMac.Length]);
        return session.Run<MacComputing, Nothing>(ref computing, handle, out _);
    }
}

using Kms.Silo.Hsm.Pkcs11.Sessions;

namespace Kms.Silo.Hsm.Pkcs11.Running;

/// <summary>What one try of an operation holds.</summary>
/// <param name="Token">The opening of the token that it uses.</param>
/// <param name="Sessions">Where the session goes back to.</param>
/// <param name="Session">Its own until it ends.</param>
/// <param name="Key">Its key.</param>
internal readonly record struct Attempt(OpenToken Token, SessionPool Sessions, TokenSession Session, KeyLease Key)
{
    /// <summary>Gives all back.</summary>
    public void End()
    {
        Sessions.Return(Session);
        Key.Release();
    }

    /// <summary>Gives all back, and has the session replaced.</summary>
    public void EndSpoilt()
    {
        Session.IsTainted = true;
        End();
    }
}

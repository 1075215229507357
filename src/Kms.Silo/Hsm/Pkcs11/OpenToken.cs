using Kms.Silo.Hsm.Pkcs11.Objects;
using Kms.Silo.Hsm.Pkcs11.Opening;
using Kms.Silo.Hsm.Pkcs11.Roots;
using Kms.Silo.Hsm.Pkcs11.Sessions;

namespace Kms.Silo.Hsm.Pkcs11;

/// <summary>
/// One opening of the token: no handle is valid in another. Healing makes a new one and swaps it in whole.
/// </summary>
/// <param name="module">Where it is.</param>
/// <param name="roots">Proved.</param>
/// <param name="owner">The one session that owns all objects.</param>
/// <param name="work">The sessions that serve calls.</param>
/// <param name="objects">The unwrapped keys.</param>
/// <param name="canary">CK_OBJECT_HANDLE of a key that tells whether the token still encrypts.</param>
internal sealed class OpenToken(OpenModule module, RootHandles roots, SessionPool owner, SessionPool work, ObjectCache objects, ulong canary)
{
    private volatile bool _hasHung;

    /// <summary>Where it is.</summary>
    public OpenModule Module => module;

    /// <summary>Its roots.</summary>
    public RootHandles Roots => roots;

    /// <summary>
    /// The one session that owns all objects, rented like any other. It does no crypto, and when it is spoilt
    /// everything is.
    /// </summary>
    public SessionPool Owner => owner;

    /// <summary>The sessions that serve calls. They own nothing, so that each can be closed at any time.</summary>
    public SessionPool Work => work;

    /// <summary>The unwrapped keys.</summary>
    public ObjectCache Objects => objects;

    /// <summary>CK_OBJECT_HANDLE of a key that tells whether the token still encrypts.</summary>
    public ulong Canary => canary;

    /// <summary>Calls that hang in the module.</summary>
    public int Stuck => owner.Stuck + work.Stuck;

    /// <summary>Whether a call is made on a thread of its own: the session is slow, or the module has let a call hang.</summary>
    public bool MustHop(TokenSession session) => _hasHung || session.Pace.IsSlow;

    /// <summary>The module has let a call hang: no caller's thread enters it any more.</summary>
    public void NoteHang() => _hasHung = true;

    /// <summary>Rents nothing any more, and waits for the sessions.</summary>
    /// <returns>False when a call was still in the module.</returns>
    public async Task<bool> CloseAsync(TimeSpan limit)
    {
        var closed = await Task.WhenAll(owner.CloseAsync(limit), work.CloseAsync(limit)).ConfigureAwait(false);
        return closed[0] && closed[1];
    }
}

using Kms.Silo.Hsm.Pkcs11.Objects;
using Kms.Silo.Hsm.Pkcs11.Sessions;

namespace Kms.Silo.Hsm.Pkcs11.Operations;

/// <summary>Destroys objects that nobody uses any more, in the owner session.</summary>
internal static class DiscardedObjects
{
    /// <summary>How many an unwrapping takes along: as many as it could have caused, and some more.</summary>
    public const int Few = 8;

    /// <summary>Destroys up to so many. A failure tells nothing new: the object is gone, or the next call will say what is.</summary>
    public static void Destroy(ObjectCache objects, TokenSession session, int limit)
    {
        for (; limit > 0 && objects.TryTakeDiscarded(out var handle); limit--)
            session.Cryptoki.DestroyObject(session.Handle, handle);
    }
}

using System.Security.Cryptography;

namespace Kms.Silo.Hsm.Pkcs11.Login;

/// <summary>
/// Remembers which PIN the token refused, so that it is never tried twice. What is kept is a MAC under a key of this
/// process, which is worth no more than the process's memory.
/// </summary>
internal sealed class RefusedPin
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private byte[]? _mac;

    /// <summary>Whether the token refused any PIN since the last login that it accepted.</summary>
    public bool IsKnown => _mac is not null;

    /// <summary>Whether this is the PIN that it refused.</summary>
    public bool Is(byte[] pin) => _mac is not null && CryptographicOperations.FixedTimeEquals(_mac, HMACSHA256.HashData(_key, pin));

    /// <summary>The token refused it.</summary>
    public void Remember(byte[] pin) => _mac = HMACSHA256.HashData(_key, pin);

    /// <summary>The token accepted another.</summary>
    public void Forget() => _mac = null;
}

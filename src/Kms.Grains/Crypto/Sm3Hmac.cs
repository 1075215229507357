using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;

namespace Kms.Grains.Crypto;

/// <summary>HMAC (RFC 2104) over SM3 (GB/T 32905-2016).</summary>
/// <remarks>The library keeps its own copy of the key until the collector takes it: software protection, and said so.</remarks>
internal static class Sm3Hmac
{
    /// <summary>Bytes of a key that this service makes.</summary>
    public const int KeyLength = 32;

    /// <summary>Bytes of a code.</summary>
    public const int MacLength = 32;

    /// <summary>The code of <paramref name="data"/>.</summary>
    public static byte[] Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        var mac = new HMac(new SM3Digest());
        mac.Init(new KeyParameter(key));
        mac.BlockUpdate(data);
        var code = new byte[MacLength];
        mac.DoFinal(code);
        return code;
    }

    /// <summary>Whether <paramref name="code"/> is the code of <paramref name="data"/>, in time that depends on its length only.</summary>
    public static bool Verify(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> code)
    {
        var expected = Sign(key, data);
        var equal = CryptographicOperations.FixedTimeEquals(expected, code);
        CryptographicOperations.ZeroMemory(expected);
        return equal;
    }
}

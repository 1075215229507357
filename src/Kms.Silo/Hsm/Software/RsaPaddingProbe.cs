using System.Numerics;
using System.Security.Cryptography;
using Kms.Grains.Hsm;

namespace Kms.Silo.Hsm.Software;

/// <summary>
/// Proves that this process' cryptography reports a wrong PKCS#1 v1.5 padding. OpenSSL 3.2 and later answer one with
/// random bytes that look like a plaintext (implicit rejection). .NET switches that off where it can, but some
/// distributions' builds of .NET do not (https://github.com/dotnet/runtime/pull/95217 reverted), and a garbled
/// plaintext must never leave as if it had been decrypted.
/// </summary>
internal sealed class RsaPaddingProbe
{
    private volatile bool _passed;

    /// <summary>Demands the proof, once.</summary>
    /// <exception cref="HsmException"><see cref="HsmFault.Refused"/>.</exception>
    public void Require(RSA rsa)
    {
        if (_passed)
            return;
        if (!ReportsWrongPadding(rsa))
            throw new HsmException(HsmFault.Refused, "This build of .NET and OpenSSL hides wrong RSA paddings (implicit rejection), so the software HSM does not decrypt with RSA here. Use Microsoft's build of .NET, or a PKCS#11 module.");
        _passed = true;
    }

    private static bool ReportsWrongPadding(RSA rsa)
    {
        try
        {
            rsa.Decrypt(BlockOfWrongPadding(rsa.ExportParameters(includePrivateParameters: false)), RSAEncryptionPadding.Pkcs1);
            return false;
        }
        catch (CryptographicException)
        {
            return true;
        }
    }

    /// <summary>An encryption, with the public key, of a block of type 1.</summary>
    private static byte[] BlockOfWrongPadding(RSAParameters publicKey)
    {
        var block = new byte[publicKey.Modulus!.Length];
        Array.Fill(block, (byte)0xFF);
        (block[0], block[1], block[^2]) = (0, 1, 0);
        var number = BigInteger.ModPow(Number(block), Number(publicKey.Exponent!), Number(publicKey.Modulus));
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        Array.Clear(block);
        bytes.CopyTo(block, block.Length - bytes.Length);
        return block;
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}

using System.Security.Cryptography;
using Kms.Grains.Abstractions.Keys;
using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Silo.Hsm.Pkcs11.Objects;
using Kms.Silo.Hsm.Pkcs11.Sessions;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Hsm.Pkcs11.Operations;

/// <summary>
/// Generates a key, wraps it, destroys it. While it lives it can do nothing but be wrapped; if it cannot be destroyed
/// its session is closed, which ends it.
/// </summary>
internal readonly struct KeyGeneration(KeySpec spec, CKM keyWrapWithPadding) : ITokenOperation<GeneratedKey>
{
    /// <summary>A wrapped RSA-2048 key has 1232 bytes on SoftHSM.</summary>
    private const int LongestBlob = 4096;

    private readonly Outcome _outcome = new();

    /// <inheritdoc />
    public void Load(TokenSession session) => session.Output.Take(LongestBlob);

    /// <inheritdoc />
    public CKR Call(TokenSession session, ulong kek)
    {
        ulong born = 0, publicHalf = 0;
        try
        {
            var code = Generate(session, ref born, ref publicHalf);
            if (code == CKR.CKR_OK && publicHalf != 0)
                code = ReadPublicKey(session, publicHalf);
            return code == CKR.CKR_OK ? Wrap(session, kek, born) : code;
        }
        finally
        {
            Destroy(session, born);
            Destroy(session, publicHalf);
        }
    }

    /// <inheritdoc />
    public GeneratedKey Complete(TokenSession session) =>
        new(session.Output.Span[.._outcome.BlobLength].ToArray(), PublicKey());

    /// <inheritdoc />
    public bool TryReject(out GeneratedKey result)
    {
        result = default;
        return false;
    }

    private CKR Generate(TokenSession session, ref ulong born, ref ulong publicHalf)
    {
        if (spec == KeySpec.Aes256)
        {
            var generation = new CK_MECHANISM { Mechanism = (ulong)CKM.CKM_AES_KEY_GEN };
            return session.Cryptoki.GenerateKey(session.Handle, ref generation, KeyTemplates.NewAes.Attributes, ref born);
        }

        var pairGeneration = new CK_MECHANISM { Mechanism = (ulong)CKM.CKM_RSA_PKCS_KEY_PAIR_GEN };
        return session.Cryptoki.GenerateKeyPair(
            session.Handle, ref pairGeneration, KeyTemplates.NewRsaPublic.Attributes, KeyTemplates.NewRsaPrivate.Attributes, ref publicHalf, ref born);
    }

    private CKR ReadPublicKey(TokenSession session, ulong publicHalf)
    {
        var code = Attributes.Read(session.Cryptoki, session.Handle, publicHalf, CKA.CKA_MODULUS, out _outcome.Modulus);
        return code == CKR.CKR_OK
            ? Attributes.Read(session.Cryptoki, session.Handle, publicHalf, CKA.CKA_PUBLIC_EXPONENT, out _outcome.Exponent)
            : code;
    }

    private CKR Wrap(TokenSession session, ulong kek, ulong born)
    {
        var wrapping = new CK_MECHANISM { Mechanism = (ulong)keyWrapWithPadding };
        var length = (ulong)session.Output.Length;
        var code = session.Cryptoki.WrapKey(session.Handle, ref wrapping, kek, born, session.Output.Buffer, ref length);
        _outcome.BlobLength = (int)length;
        return code;
    }

    private static void Destroy(TokenSession session, ulong key)
    {
        if (key != 0 && session.Cryptoki.DestroyObject(session.Handle, key) != CKR.CKR_OK)
            session.IsTainted = true;
    }

    private byte[] PublicKey()
    {
        if (_outcome.Modulus.Length == 0)
            return [];
        using var rsa = RSA.Create(new RSAParameters { Modulus = _outcome.Modulus, Exponent = _outcome.Exponent });
        return rsa.ExportSubjectPublicKeyInfo();
    }

    /// <summary>What came out, shared by the copies of the struct.</summary>
    private sealed class Outcome
    {
        public byte[] Modulus = [];
        public byte[] Exponent = [];
        public int BlobLength;
    }
}

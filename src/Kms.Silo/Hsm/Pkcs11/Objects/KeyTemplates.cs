using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Native;
using Net.Pkcs11Interop.Common;

namespace Kms.Silo.Hsm.Pkcs11.Objects;

/// <summary>
/// What keys may be in the token. Every usage that is not meant is switched off by name, because modules switch on what
/// a template does not mention.
/// </summary>
internal static class KeyTemplates
{
    /// <summary>Bytes of an AES-256 key.</summary>
    private const ulong Aes256Length = 32;

    private static readonly byte[] F4 = [1, 0, 1];

    /// <summary>An AES key at birth: it does nothing but be wrapped, once, before it is destroyed.</summary>
    public static readonly AttributeTemplate NewAes = new([
        (CKA.CKA_CLASS, (ulong)CKO.CKO_SECRET_KEY), (CKA.CKA_KEY_TYPE, (ulong)CKK.CKK_AES), (CKA.CKA_VALUE_LEN, Aes256Length),
        .. Birth, .. NoSecretKeyUsage, Fixed]);

    /// <summary>The public half of an RSA key at birth; read, then destroyed.</summary>
    public static readonly AttributeTemplate NewRsaPublic = new([
        (CKA.CKA_CLASS, (ulong)CKO.CKO_PUBLIC_KEY), (CKA.CKA_KEY_TYPE, (ulong)CKK.CKK_RSA),
        (CKA.CKA_TOKEN, false), (CKA.CKA_PRIVATE, false),
        (CKA.CKA_ENCRYPT, false), (CKA.CKA_VERIFY, false), (CKA.CKA_VERIFY_RECOVER, false), (CKA.CKA_WRAP, false), (CKA.CKA_DERIVE, false),
        (CKA.CKA_MODULUS_BITS, 2048UL), (CKA.CKA_PUBLIC_EXPONENT, F4)]);

    /// <summary>The private half of an RSA key at birth.</summary>
    public static readonly AttributeTemplate NewRsaPrivate = new([
        (CKA.CKA_CLASS, (ulong)CKO.CKO_PRIVATE_KEY), (CKA.CKA_KEY_TYPE, (ulong)CKK.CKK_RSA),
        .. Birth, .. PrivateKeyUsage(KeyUsage.Unknown), Fixed]);

    /// <summary>An unwrapped AES key: encrypts and decrypts.</summary>
    public static readonly AttributeTemplate Aes = new([
        (CKA.CKA_CLASS, (ulong)CKO.CKO_SECRET_KEY), (CKA.CKA_KEY_TYPE, (ulong)CKK.CKK_AES),
        .. Locked, (CKA.CKA_ENCRYPT, true), (CKA.CKA_DECRYPT, true),
        (CKA.CKA_SIGN, false), (CKA.CKA_VERIFY, false), (CKA.CKA_WRAP, false), (CKA.CKA_UNWRAP, false), (CKA.CKA_DERIVE, false), Fixed]);

    private static readonly AttributeTemplate RsaDecrypting = Rsa(KeyUsage.EncryptDecrypt);
    private static readonly AttributeTemplate RsaSigning = Rsa(KeyUsage.SignVerify);
    private static readonly AttributeTemplate RsaBoth = Rsa(KeyUsage.EncryptDecrypt | KeyUsage.SignVerify);

    /// <summary>The probe of <see cref="RootCheck"/>, unwrapped: it can do nothing at all.</summary>
    public static readonly AttributeTemplate Probe = new([
        (CKA.CKA_CLASS, (ulong)CKO.CKO_SECRET_KEY), (CKA.CKA_KEY_TYPE, (ulong)CKK.CKK_AES),
        .. Locked, .. NoSecretKeyUsage, Fixed]);

    /// <summary>A key that lives as long as the token is open: it encrypts, which tells whether the token still works.</summary>
    public static readonly AttributeTemplate Canary = new([
        (CKA.CKA_CLASS, (ulong)CKO.CKO_SECRET_KEY), (CKA.CKA_KEY_TYPE, (ulong)CKK.CKK_AES), (CKA.CKA_VALUE_LEN, Aes256Length),
        .. Locked, (CKA.CKA_ENCRYPT, true), (CKA.CKA_DECRYPT, false),
        (CKA.CKA_SIGN, false), (CKA.CKA_VERIFY, false), (CKA.CKA_WRAP, false), (CKA.CKA_UNWRAP, false), (CKA.CKA_DERIVE, false), Fixed]);

    /// <summary>What an unwrapped key of this kind may be.</summary>
    public static AttributeTemplate Unwrapped(KeyBinding binding) => (binding.Spec, binding.Usage) switch
    {
        (KeySpec.Aes256, _) => Aes,
        (KeySpec.Rsa2048, KeyUsage.EncryptDecrypt) => RsaDecrypting,
        (KeySpec.Rsa2048, KeyUsage.SignVerify) => RsaSigning,
        (KeySpec.Rsa2048, KeyUsage.EncryptDecrypt | KeyUsage.SignVerify) => RsaBoth,
        _ => throw new ArgumentException($"The token holds no keys of spec {binding.Spec} with usage {binding.Usage}.", nameof(binding)),
    };

    /// <summary>Always the last: once SoftHSM has read it in C_UnwrapKey, it refuses to set what follows.</summary>
    private static (CKA, object) Fixed => (CKA.CKA_MODIFIABLE, false);

    /// <summary>A key that must be wrapped has to be extractable while it is born: modules refuse to wrap others.</summary>
    private static (CKA, object)[] Birth => [
        (CKA.CKA_TOKEN, false), (CKA.CKA_PRIVATE, true), (CKA.CKA_SENSITIVE, true), (CKA.CKA_EXTRACTABLE, true)];

    /// <summary>No way out of the token, no way to become another kind of object.</summary>
    private static (CKA, object)[] Locked => [
        (CKA.CKA_TOKEN, false), (CKA.CKA_PRIVATE, true), (CKA.CKA_SENSITIVE, true), (CKA.CKA_EXTRACTABLE, false)];

    private static (CKA, object)[] NoSecretKeyUsage => [
        (CKA.CKA_ENCRYPT, false), (CKA.CKA_DECRYPT, false), (CKA.CKA_SIGN, false), (CKA.CKA_VERIFY, false),
        (CKA.CKA_WRAP, false), (CKA.CKA_UNWRAP, false), (CKA.CKA_DERIVE, false)];

    private static AttributeTemplate Rsa(KeyUsage usage) => new([
        (CKA.CKA_CLASS, (ulong)CKO.CKO_PRIVATE_KEY), (CKA.CKA_KEY_TYPE, (ulong)CKK.CKK_RSA),
        .. Locked, .. PrivateKeyUsage(usage), Fixed]);

    private static (CKA, object)[] PrivateKeyUsage(KeyUsage usage) => [
        (CKA.CKA_DECRYPT, usage.HasFlag(KeyUsage.EncryptDecrypt)), (CKA.CKA_SIGN, usage.HasFlag(KeyUsage.SignVerify)),
        (CKA.CKA_SIGN_RECOVER, false), (CKA.CKA_UNWRAP, false), (CKA.CKA_DERIVE, false)];
}

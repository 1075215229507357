namespace Kms.Silo.Hsm.Pkcs11.Operations;

/// <summary>A new key, wrapped.</summary>
/// <param name="Blob">The wrapped material.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo of an asymmetric key, else empty.</param>
internal readonly record struct GeneratedKey(byte[] Blob, byte[] PublicKey);

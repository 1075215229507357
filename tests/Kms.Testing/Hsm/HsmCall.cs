namespace Kms.Testing.Hsm;

/// <summary>The methods of an HSM that can be made to fail.</summary>
public enum HsmCall
{
    Open,
    Close,
    Generate,
    Encrypt,
    Decrypt,
    DecryptRsa,
    SignRsa,
    GetPublicKey,
    ComputeMac,
    Check,
}

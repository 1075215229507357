using Net.Pkcs11Interop.Common;

namespace Kms.Silo.Hsm.Pkcs11.Opening;

/// <summary>How this module does what modules do differently.</summary>
/// <param name="Name">Stored with every wrapped key: <c>softhsm</c>, <c>nss</c>, or <c>pkcs11</c> for any other.</param>
/// <param name="KeyWrapWithPadding">The number under which it offers RFC 5649.</param>
internal sealed record WrapProfile(string Name, CKM KeyWrapWithPadding)
{
    /// <summary>SoftHSM2.</summary>
    public const string SoftHsm = "softhsm";

    /// <summary>NSS softoken: a module to test with. It wraps what must not be extracted and is no boundary.</summary>
    public const string Nss = "nss";

    /// <summary>Any other module.</summary>
    public const string Other = "pkcs11";
}

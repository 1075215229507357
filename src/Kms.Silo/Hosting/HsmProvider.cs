namespace Kms.Silo.Hosting;

/// <summary>Where keys live: setting <c>Kms:Hsm:Provider</c>.</summary>
public enum HsmProvider
{
    /// <summary>In process, under a root key file in the data directory. The default of the embedded service only.</summary>
    Software = 1,

    /// <summary>In a PKCS#11 token.</summary>
    Pkcs11 = 2,
}

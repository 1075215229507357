namespace Kms.Silo.Hsm.Software;

/// <summary>Settings of the HSM that works in the silo's own memory.</summary>
internal sealed class SoftwareHsmOptions
{
    /// <summary>Absolute path of the directory that holds <c>root.key</c>: mode 0700, owned by the process. No default.</summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>How many opened keys are kept ready. Default 10 000, about 2 KB each (an RSA key 15 KB); at least 1.</summary>
    public int CachedKeys { get; set; } = 10_000;
}

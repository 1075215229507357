using System.Runtime.Versioning;

// File modes, exclusive locks and PKCS#11 modules are used as Linux has them; other systems have not been tried.
[assembly: SupportedOSPlatform("linux")]

using System.Runtime.Versioning;

// As the silo that it works on: signals, file modes, Debian's SoftHSM.
[assembly: SupportedOSPlatform("linux")]

// As the shared test code and the silo.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

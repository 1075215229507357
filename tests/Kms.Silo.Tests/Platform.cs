// Owner and mode of files, native modules: what is tested here exists on Linux only.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

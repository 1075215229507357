namespace Kms.Testing.Processes;

/// <summary>The built silo.</summary>
internal static class KmsExecutable
{
    /// <summary>The silo's assembly, in the configuration that the running tests were built in.</summary>
    /// <exception cref="InvalidOperationException">It has not been built.</exception>
    public static string Find()
    {
        string path = Path.Combine(
            Repository.Root, "src", "Kms.Silo", "bin", Repository.Configuration, Repository.Framework, "Kms.Silo.dll");
        return File.Exists(path) ? path : throw new InvalidOperationException($"Build src/Kms.Silo first: {path} is missing.");
    }
}

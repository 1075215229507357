namespace Kms.Testing.Processes;

/// <summary>The built silo, found from where the tests were built to.</summary>
internal static class KmsExecutable
{
    /// <summary>The silo's assembly, in the configuration that the running tests were built in.</summary>
    /// <exception cref="InvalidOperationException">It has not been built.</exception>
    public static string Find()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory); // tests/X.Tests/bin/Release/net10.0
        DirectoryInfo? root = output;
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Kms.sln")))
        {
            root = root.Parent;
        }

        string path = Path.Combine(
            root?.FullName ?? "", "src", "Kms.Silo", "bin", output.Parent!.Name, output.Name, "Kms.Silo.dll");
        return File.Exists(path) ? path : throw new InvalidOperationException($"Build src/Kms.Silo first: {path} is missing.");
    }
}

namespace Kms.Testing.Processes;

/// <summary>The source tree that the running tests were built in.</summary>
public static class Repository
{
    /// <summary>The directory of Kms.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>The configuration of the running tests: Debug or Release.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name; // bin/Release/net10.0

    /// <summary>The target framework's folder name.</summary>
    public static string Framework { get; } = new DirectoryInfo(AppContext.BaseDirectory).Name;

    private static string Find()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Kms.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException($"Kms.sln is not above {AppContext.BaseDirectory}.");
    }
}

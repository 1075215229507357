namespace Kms.Testing.Processes;

/// <summary>A directory of mode 0700 that goes with its owner.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    /// <summary>Makes the directory.</summary>
    /// <param name="prefix">Begins its name, so that what a killed run left can be told apart.</param>
    public TemporaryDirectory(string prefix = "kms-test-") => Path = Directory.CreateTempSubdirectory(prefix).FullName;

    /// <summary>Its absolute path.</summary>
    public string Path { get; }

    /// <summary>A path inside it.</summary>
    public string File(params ReadOnlySpan<string> names) => System.IO.Path.Combine([Path, .. names]);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}

using System.Text.Json;

namespace Kms.Testing.Processes;

/// <summary>The first access key, as the silo writes it at its first start.</summary>
public sealed record KmsCredentials(string AccessKeyId, string SecretAccessKey)
{
    /// <summary>The file's name in the data directory.</summary>
    public const string FileName = "bootstrap-credentials.json";

    /// <summary>Reads the file.</summary>
    public static KmsCredentials Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return new KmsCredentials(
            document.RootElement.GetProperty("accessKeyId").GetString()!,
            document.RootElement.GetProperty("secretAccessKey").GetString()!);
    }

    /// <summary>The access key id only.</summary>
    public override string ToString() => AccessKeyId;
}

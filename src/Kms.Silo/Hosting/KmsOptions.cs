namespace Kms.Silo.Hosting;

/// <summary>Settings of the whole service: section <c>Kms</c>.</summary>
public sealed class KmsOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Kms";

    /// <summary>Name of the connection string that chooses PostgreSQL; without it the service is embedded (SQLite).</summary>
    public const string ConnectionStringName = "Kms";

    /// <summary>Directory of database, root key file and generated credentials. Relative to the content root; default <c>data</c>.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Orleans' cluster id; a database serves one cluster only. Default <c>kms</c>.</summary>
    public string ClusterId { get; set; } = "kms";
}

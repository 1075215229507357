namespace Kms.Silo.Storage.Postgres;

/// <summary>Settings of the cluster's database: section <c>Kms:Database</c>. The connection string is <c>ConnectionStrings:Kms</c>.</summary>
public sealed class PostgresOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Kms:Database";

    /// <summary>Connections of a silo that serve requests. 1 to 1000, default 16. Four more serve reminders and membership.</summary>
    public int Connections { get; set; } = 16;

    /// <summary>
    /// Allows a database on another host without a verified certificate. Default false. Danger: whoever is between
    /// reads and changes what is stored.
    /// </summary>
    public bool AllowUnverifiedTls { get; set; }
}

using Npgsql;

namespace Kms.Silo.Storage.Postgres;

/// <summary>Where connections come from: the pool of this process, and single ones.</summary>
internal sealed class PostgresSource(string connectionString, PostgresOptions options) : IAsyncDisposable
{
    /// <summary>The pool.</summary>
    public NpgsqlDataSource Pool { get; } = PostgresConnection.CreatePool(connectionString, options);

    /// <summary>A source of single connections, apart from the pool; the caller's to dispose.</summary>
    public NpgsqlDataSource CreateSingle() => PostgresConnection.CreateSingle(connectionString, options);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Pool.DisposeAsync();

    /// <summary>The name of the type: connection strings hold passwords.</summary>
    public override string ToString() => nameof(PostgresSource);
}

using Kms.Grains.Storage;
using Kms.Silo.Storage.Postgres;
using Kms.Testing.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Kms.Silo.Tests.Storage.Postgres;

/// <summary>The storage of one process, without a silo.</summary>
internal sealed class PostgresDirect : IAsyncDisposable
{
    private readonly PostgresSource _source;
    private readonly PostgresGate _gate;

    public PostgresDirect(string connectionString, int connections = 4, string clusterId = "kms")
    {
        var options = new PostgresOptions { Connections = connections };
        _source = new PostgresSource(connectionString, options);
        _gate = new PostgresGate(_source, options, new Breaker(TimeProvider.System), Log);
        Store = new PostgresRecordStore(_gate);
        Migrator = new PostgresMigrator(_source, Options.Create(new ClusterOptions { ClusterId = clusterId, ServiceId = "kms" }));
        StartLock = new PostgresStartLock(_source);
    }

    public ListLogger<PostgresGate> Log { get; } = new();

    public PostgresRecordStore Store { get; }

    public PostgresMigrator Migrator { get; }

    public PostgresStartLock StartLock { get; }

    public async Task<long> CountAsync(string sql) => Convert.ToInt64(
        await _gate.RunAsync(sql, (command, token) => command.ExecuteScalarAsync(token), default), System.Globalization.CultureInfo.InvariantCulture);

    public async Task ExecuteAsync(string sql) => await _gate.RunAsync(sql, (command, token) => command.ExecuteNonQueryAsync(token), default);

    public async ValueTask DisposeAsync()
    {
        _gate.Dispose();
        await _source.DisposeAsync();
    }
}

using Kms.Grains.Hsm;
using Kms.Grains.Storage;
using Kms.Silo.Storage.Postgres;
using Kms.Silo.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Storage;

namespace Kms.Silo.Storage;

/// <summary>Chooses the database. Each adds everything: records, roots, migrations, start lock, reminders, and in a cluster its membership.</summary>
/// <remarks>
/// <see cref="IMigrator"/> must run before the silo's stage <c>RuntimeInitialize</c>, in which Orleans' clustering opens
/// the database; its reminders follow at <c>RuntimeGrainServices</c>, its grain storage at <c>ApplicationServices</c>.
/// </remarks>
internal static class StorageExtensions
{
    private const string SqliteInvariant = "System.Data.SQLite"; // Orleans' name; it loads Microsoft.Data.Sqlite

    private const string PostgresInvariant = "Npgsql";

    /// <summary>Stores in one SQLite file, for one process.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="dataDirectory">Where the file <c>kms.db</c> is or will be; the caller keeps other processes out.</param>
    public static ISiloBuilder AddSqliteStorage(this ISiloBuilder builder, string dataDirectory)
    {
        var options = new SqliteOptions { Path = Path.Combine(dataDirectory, "kms.db") };
        var database = new SqliteDatabase(options);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton<SqliteWriter>();
        builder.Services.AddSingleton<SqliteReaders>();
        builder.Services.AddSingleton<IRecordStore, SqliteRecordStore>();
        builder.Services.AddSingleton<IRootRegistry, SqliteRootRegistry>();
        builder.Services.AddSingleton<IMigrator, SqliteMigrator>();
        builder.Services.AddSingleton<IStartLock, SqliteStartLock>();
        builder.Services.AddKeyedSingleton<IGrainStorage, RecordGrainStorage>(KmsStorage.ProviderName);
        return builder.UseAdoNetReminderService(reminders =>
        {
            reminders.Invariant = SqliteInvariant;
            reminders.ConnectionString = database.ReminderConnectionString;
        });
    }

    /// <summary>Stores in PostgreSQL, for a cluster.</summary>
    /// <param name="builder">The silo; its cluster id is the one that the database remembers.</param>
    /// <param name="connectionString">Npgsql's. The time limits and pool sizes in it are replaced by ours.</param>
    /// <param name="options">How it is used.</param>
    /// <exception cref="StorageException">The connection string is malformed, or unsafe.</exception>
    public static ISiloBuilder AddPostgresStorage(this ISiloBuilder builder, string connectionString, PostgresOptions options)
    {
        // Made here, so that an unsafe connection string ends the start before anything else runs.
        var source = new PostgresSource(connectionString, options);
        builder.Services.AddSingleton(_ => source);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(services => new Breaker(services.GetService<TimeProvider>() ?? TimeProvider.System));
        builder.Services.AddSingleton<PostgresGate>();
        builder.Services.AddSingleton<IRecordStore, PostgresRecordStore>();
        builder.Services.AddSingleton<IRootRegistry, PostgresRootRegistry>();
        builder.Services.AddSingleton<IMigrator, PostgresMigrator>();
        builder.Services.AddSingleton<IStartLock, PostgresStartLock>();
        builder.AddAdoNetGrainStorage(PostgresGrainStorage.ProviderName, storage =>
        {
            storage.Invariant = PostgresInvariant;
            storage.DataSource = source.Pool;
            storage.GrainStorageSerializer = new RecordSerializer();
        });
        builder.Services.AddKeyedSingleton<IGrainStorage, PostgresGrainStorage>(KmsStorage.ProviderName);
        return builder.UseAdoNetReminderService(reminders =>
        {
            reminders.Invariant = PostgresInvariant;
            reminders.DataSource = source.Pool;
        }).UseAdoNetClustering(clustering =>
        {
            clustering.Invariant = PostgresInvariant;
            clustering.DataSource = source.Pool;
        });
    }
}

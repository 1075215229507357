using Kms.Grains.Hsm;
using Kms.Grains.Storage;
using Kms.Silo.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Storage;

namespace Kms.Silo.Storage;

/// <summary>Chooses the database. Each adds everything: records, roots, migrations, start lock, reminders.</summary>
/// <remarks>
/// Nothing reads the database before the silo's stage <c>RuntimeInitialize</c> has ended, in which
/// <see cref="IMigrator"/> must run: Orleans' reminders open at <c>RuntimeGrainServices</c>, its ADO.NET grain storage
/// at <c>ApplicationServices</c>. ADO.NET clustering opens in <c>RuntimeInitialize</c> itself; with it the migrations
/// belong in an earlier stage.
/// </remarks>
internal static class StorageExtensions
{
    private const string SqliteInvariant = "System.Data.SQLite"; // Orleans' name; it loads Microsoft.Data.Sqlite

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
}

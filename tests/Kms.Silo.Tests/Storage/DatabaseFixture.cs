using Kms.Grains.Storage;
using Orleans.Storage;

namespace Kms.Silo.Tests.Storage;

/// <summary>A database behind a running silo, and a way around it.</summary>
public abstract class DatabaseFixture : StorageFixture
{
    private StorageSilo? _silo;

    internal StorageSilo Silo => _silo!;

    internal override IRecordStore Store => Silo.Store;

    internal override IGrainStorage Grains => Silo.Grains;

    /// <summary>Starts a silo on this database.</summary>
    internal abstract Task<StorageSilo> StartSiloAsync(string clusterId = "kms");

    /// <summary>Changes what is stored, as somebody with access to the database could.</summary>
    internal abstract Task ExecuteAsync(string sql);

    /// <summary>Asks the database itself.</summary>
    internal abstract Task<long> CountAsync(string sql);

    public override async ValueTask InitializeAsync() => _silo = await StartSiloAsync();

    public override async ValueTask DisposeAsync()
    {
        if (_silo is not null)
        {
            await _silo.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}

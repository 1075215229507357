using Kms.Grains.Storage;
using Orleans.Storage;

namespace Kms.Silo.Tests.Storage;

/// <summary>One storage for the tests of a class; each test keeps to an account of its own.</summary>
public abstract class StorageFixture : IAsyncLifetime
{
    internal abstract IRecordStore Store { get; }

    internal abstract IGrainStorage Grains { get; }

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();
}

using Kms.Grains.Storage;
using Kms.Testing.Storage;
using Orleans.Storage;

namespace Kms.Silo.Tests.Storage;

/// <summary>The fake that other tests use.</summary>
public sealed class MemoryFixture : StorageFixture
{
    private readonly MemoryStorage _storage = new();

    internal override IRecordStore Store => _storage;

    internal override IGrainStorage Grains => _storage;

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

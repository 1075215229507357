namespace Kms.Silo.Tests.Storage;

public sealed class MemoryStorageTests(MemoryFixture memory) : StorageContract(memory), IClassFixture<MemoryFixture>;

public sealed class MemoryCatalogTests(MemoryFixture memory) : CatalogContract(memory), IClassFixture<MemoryFixture>;

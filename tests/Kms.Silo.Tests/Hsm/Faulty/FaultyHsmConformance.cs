using Kms.Grains.Hsm;
using Kms.Silo.Tests.Hsm.Software;
using Kms.Testing.Hsm;

namespace Kms.Silo.Tests.Hsm.Faulty;

/// <summary>A fake that is told to fail nothing is a module like any other.</summary>
public sealed class FaultyHsmConformance(FaultyHsmFixture fixture) : HsmConformance(fixture), IClassFixture<FaultyHsmFixture>;

public sealed class FaultyHsmFixture : HsmFixture
{
    internal override Task<HsmWorld> CreateWorldAsync() => Task.FromResult<HsmWorld>(new FaultyWorld());

    private sealed class FaultyWorld : HsmWorld
    {
        private readonly SoftwareWorld _inner = new();

        public override IHsmModule CreateModule() => new FaultyHsm(_inner.CreateModule());

        public override Task RemoveRootAsync(RootRecord root) => _inner.RemoveRootAsync(root);

        public override ValueTask DisposeAsync() => _inner.DisposeAsync();
    }
}

using Kms.Grains.Hsm;

namespace Kms.Silo.Tests.Hsm;

/// <summary>One token, or one data directory: where roots live while modules come and go.</summary>
internal abstract class HsmWorld : IAsyncDisposable
{
    /// <summary>A module over these roots, not opened. Several may be open at once, in one process.</summary>
    public abstract IHsmModule CreateModule();

    /// <summary>Takes one root away, and leaves the others. No module is open.</summary>
    public abstract Task RemoveRootAsync(RootRecord root);

    /// <summary>Removes the token or directory. No module is open.</summary>
    public abstract ValueTask DisposeAsync();
}

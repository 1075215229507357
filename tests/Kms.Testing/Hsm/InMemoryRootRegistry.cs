using System.Collections.Immutable;
using Kms.Grains.Hsm;

namespace Kms.Testing.Hsm;

/// <summary>A root registry in memory. The start lock that its callers owe is <see cref="StartLock"/>.</summary>
internal sealed class InMemoryRootRegistry : IRootRegistry, IDisposable
{
    private readonly Lock _gate = new();
    private ImmutableArray<RootRecord> _roots = [];

    /// <summary>Held by whoever opens a module on this registry, as the start sequence holds the migration lock.</summary>
    public SemaphoreSlim StartLock { get; } = new(1, 1);

    /// <summary>What <see cref="HasRecordsAsync"/> answers.</summary>
    public bool HasRecords { get; set; }

    /// <summary>What <see cref="AddAsync"/> throws, if not null.</summary>
    public Exception? AddFault { get; set; }

    /// <summary>The rows; a test may exchange them.</summary>
    public ImmutableArray<RootRecord> Roots
    {
        get { lock (_gate) return _roots; }
        set { lock (_gate) _roots = value; }
    }

    public Task<ImmutableArray<RootRecord>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(Roots);

    public Task AddAsync(ImmutableArray<RootRecord> roots, CancellationToken cancellationToken)
    {
        if (AddFault is not null)
            return Task.FromException(AddFault);
        lock (_gate)
        {
            if (roots.FirstOrDefault(IsThere) is { } repeated)
                throw new InvalidOperationException($"{repeated.Purpose} generation {repeated.Generation} is there already.");
            _roots = [.. _roots.Concat(roots).OrderBy(root => root.Purpose).ThenBy(root => root.Generation)];
        }

        return Task.CompletedTask;
    }

    public Task<bool> HasRecordsAsync(CancellationToken cancellationToken) => Task.FromResult(HasRecords);

    /// <summary>Opens a module under the start lock.</summary>
    public async Task OpenAsync(IHsmModule module, CancellationToken cancellationToken = default)
    {
        await StartLock.WaitAsync(cancellationToken);
        try
        {
            await module.OpenAsync(this, cancellationToken);
        }
        finally
        {
            StartLock.Release();
        }
    }

    public void Dispose() => StartLock.Dispose();

    private bool IsThere(RootRecord root) =>
        _roots.Any(other => other.Purpose == root.Purpose && other.Generation == root.Generation);
}

using Kms.Grains.Hsm;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Kms.Silo.Hsm;

/// <summary>
/// The per-silo service in front of the pooled HSM sessions. Grains use the pool directly (a call through the
/// service's one queue costs 250 times as much, and would serialise the silo's cryptography); the service answers
/// what is asked of a silo's HSM from elsewhere. The pool is opened and closed by <see cref="Hosting.StartSequence"/>,
/// because a grain service starts after its silo has joined and stops before the last activation is gone.
/// </summary>
[Reentrant]
internal sealed class HsmGrainService(GrainId id, global::Orleans.Runtime.Silo silo, ILoggerFactory loggerFactory, IHsm hsm)
    : GrainService(id, silo, loggerFactory), IHsmService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task<bool> IsHealthyAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(Patience);
            await hsm.CheckAsync(timeout.Token);
            return true;
        }
        catch (Exception exception) when (exception is HsmException or OperationCanceledException)
        {
            return false;
        }
    }
}

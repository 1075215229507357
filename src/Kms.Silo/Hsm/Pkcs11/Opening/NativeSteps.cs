using Kms.Grains.Hsm;

namespace Kms.Silo.Hsm.Pkcs11.Opening;

/// <summary>
/// Runs what opens and closes the module on threads of their own, one step after the other, and lets go of a step that
/// does not return: then no other step is begun, because the module is in the middle of it.
/// </summary>
internal sealed class NativeSteps(TimeProvider time)
{
    private Task _last = Task.CompletedTask;
    private string _name = "";

    /// <summary>Runs a step. One caller at a time.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="limit">How long to wait for it.</param>
    /// <exception cref="HsmException"><see cref="HsmFault.Unavailable"/> when it, or the step before it, does not return.</exception>
    public async Task<T> RunAsync<T>(string name, TimeSpan limit, Func<T> step, CancellationToken cancellationToken)
    {
        if (!_last.IsCompleted)
            throw new HsmException(HsmFault.Unavailable, $"The module has not come back from {_name} yet. If it never does, the process must be restarted.");

        var running = Task.Factory.StartNew(step, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        (_last, _name) = (running, name);
        try
        {
            return await running.WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            throw new HsmException(HsmFault.Unavailable, $"The module did not come back from {name} within {limit.TotalSeconds:0} s.", exception);
        }
    }
}

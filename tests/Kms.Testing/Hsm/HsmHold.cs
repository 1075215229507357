namespace Kms.Testing.Hsm;

/// <summary>A call that was stopped before it took effect.</summary>
internal sealed class HsmHold
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a call has come.</summary>
    public Task Entered => _entered.Task;

    /// <summary>Lets the call go on.</summary>
    public void Release() => _released.TrySetResult();

    internal async Task WaitAsync(CancellationToken cancellationToken)
    {
        _entered.TrySetResult();
        await _released.Task.WaitAsync(cancellationToken);
    }
}

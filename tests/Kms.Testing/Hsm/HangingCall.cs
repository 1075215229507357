namespace Kms.Testing.Hsm;

/// <summary>A call that stays in the module.</summary>
/// <param name="longest">It returns by itself after this.</param>
internal sealed class HangingCall(TimeSpan longest) : IDisposable
{
    private readonly ManualResetEventSlim _released = new();
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the call is in the module.</summary>
    public Task Entered => _entered.Task;

    /// <summary>Lets it return.</summary>
    public void Release() => _released.Set();

    /// <summary>Called in its place: blocks as the module does.</summary>
    public void Wait()
    {
        _entered.TrySetResult();
        _released.Wait(longest);
    }

    /// <summary>Lets it return: nothing may hang after a test.</summary>
    public void Dispose() => Release();
}

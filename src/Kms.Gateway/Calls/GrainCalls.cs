using Kms.Gateway.Limits;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace Kms.Gateway.Calls;

/// <summary>Calls into the cluster: they end at the request's deadline, and some are made again before it.</summary>
internal static class GrainCalls
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Whether a call was turned away before a grain saw it. Not so <see cref="SiloUnavailableException"/>, although it
    /// is a rejection by type: the silo went away with the call, carried out or not.
    /// </summary>
    public static bool IsBeforeExecution(Exception failure) =>
        failure is GatewayTooBusyException or (OrleansMessageRejectionException and not SiloUnavailableException);

    /// <summary>Whether the cluster, not the request, is why a call failed, and the next one may find another silo.</summary>
    public static bool IsTransient(Exception failure) =>
        failure is OrleansMessageRejectionException or GatewayTooBusyException or ConnectionFailedException;

    /// <summary>Asks a grain.</summary>
    /// <param name="mayRepeat">Whether a failure allows asking again.</param>
    /// <exception cref="OperationCanceledException">The deadline has passed.</exception>
    public static async ValueTask<TReply> AskAsync<TGrain, TRequest, TReply>(
        GatewayServices services,
        RequestDeadline deadline,
        TGrain grain,
        TRequest request,
        Func<TGrain, TRequest, Task<TReply>> ask,
        Func<Exception, bool> mayRepeat)
    {
        for (var pause = FirstPause; ; pause = pause < LongestPause ? 2 * pause : LongestPause)
        {
            try
            {
                return await ask(grain, request).WaitAsync(deadline.Token);
            }
            catch (Exception failure) when (mayRepeat(failure) && !services.Lifetime.ApplicationStopping.IsCancellationRequested)
            {
                await Task.Delay(pause, services.Time, deadline.Token);
            }
        }
    }
}

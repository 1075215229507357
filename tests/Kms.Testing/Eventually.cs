using System.Diagnostics;

namespace Kms.Testing;

/// <summary>Waits on conditions that nothing announces.</summary>
public static class Eventually
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(25);

    /// <summary>Asks until the condition holds.</summary>
    /// <returns>False when it did not hold within the patience.</returns>
    public static async Task<bool> TrueAsync(Func<Task<bool>> condition, TimeSpan patience)
    {
        long start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Step);
        do
        {
            if (await condition())
            {
                return true;
            }
        }
        while (Stopwatch.GetElapsedTime(start) < patience && await timer.WaitForNextTickAsync());

        return false;
    }
}

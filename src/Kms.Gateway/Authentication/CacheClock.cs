using Microsoft.Extensions.Internal;

namespace Kms.Gateway.Authentication;

/// <summary>The clock in the form that a memory cache takes.</summary>
internal sealed class CacheClock(TimeProvider time) : ISystemClock
{
    public DateTimeOffset UtcNow => time.GetUtcNow();
}

using Kms.Gateway.Calls;
using Kms.Gateway.Limits;
using Kms.Grains.Abstractions.Access;
using Microsoft.Extensions.Caching.Memory;

namespace Kms.Gateway.Authentication;

/// <summary>
/// Which access keys exist, remembered, so that a stranger is turned away without his body being read and a known caller
/// costs no call. It only saves work: whether an access key is in force, a silo decides with every signature.
/// </summary>
/// <remarks>
/// The two answers have a cache each, so that invented ids never push out real ones. That a key exists is true for ever
/// (ids are not used again) and is forgotten only for want of room; that it does not is true for a second.
/// </remarks>
internal sealed class KnownAccessKeys(GatewayServices services) : IDisposable
{
    /// <summary>Most ids in each cache.</summary>
    internal const int Limit = 10_000;

    private const int DirectoryKey = 0;

    private static readonly TimeSpan AbsentFor = TimeSpan.FromSeconds(1);

    private readonly MemoryCache _present = Cache(services.Time);
    private readonly MemoryCache _absent = Cache(services.Time);

    /// <summary>Ids remembered.</summary>
    internal int Count => _present.Count + _absent.Count;

    /// <summary>Whether an access key exists, or existed until lately.</summary>
    public ValueTask<bool> ContainsAsync(string accessKeyId, RequestDeadline deadline) =>
        _present.TryGetValue(accessKeyId, out _) ? ValueTask.FromResult(true)
        : _absent.TryGetValue(accessKeyId, out _) ? ValueTask.FromResult(false)
        : AskAsync(accessKeyId, deadline);

    public void Dispose()
    {
        _present.Dispose();
        _absent.Dispose();
    }

    private async ValueTask<bool> AskAsync(string accessKeyId, RequestDeadline deadline)
    {
        var reply = await GrainCalls.AskAsync(
            services,
            deadline,
            services.Grains.GetGrain<IAccessKeyDirectoryGrain>(DirectoryKey),
            new FindAccessKeyRequest { AccessKeyId = accessKeyId, Deadline = deadline.At },
            static (directory, request) => directory.FindAccessKeyAsync(request),
            GrainCalls.IsTransient);
        if (reply.Exists)
        {
            _present.Set(accessKeyId, true, new MemoryCacheEntryOptions { Size = 1 });
        }
        else
        {
            _absent.Set(accessKeyId, false, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = AbsentFor });
        }

        return reply.Exists;
    }

    private static MemoryCache Cache(TimeProvider time) => new(new MemoryCacheOptions
    {
        Clock = new CacheClock(time),
        SizeLimit = Limit,
        ExpirationScanFrequency = AbsentFor,
    });
}

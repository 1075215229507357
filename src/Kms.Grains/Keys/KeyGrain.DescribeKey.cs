using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Keys;

internal sealed partial class KeyGrain
{
    /// <inheritdoc/>
    public Task<DescribeKeyReply> DescribeKeyAsync(DescribeKeyRequest request) =>
        Task.FromResult(new DescribeKeyReply { Key = Describe(Existing(Begin(request))) });

    private KeyHead Existing(DateTimeOffset now) =>
        KeyLifecycle.Missing(_head?.Key, now) ? throw KeyRefusals.NotFound.ToException() : _head!;
}

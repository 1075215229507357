namespace Kms.Grains.Abstractions.Hosting;

/// <summary>What every request message carries.</summary>
[GenerateSerializer, Immutable, Alias("kms.KmsRequest")]
public abstract record KmsRequest
{
    /// <summary>
    /// The instant (UTC) after which nobody waits for the answer any more; a silo refuses work that arrives later.
    /// Default: <see cref="DateTimeOffset.MaxValue"/>, no deadline.
    /// </summary>
    [Id(0)]
    public DateTimeOffset Deadline { get; init; } = DateTimeOffset.MaxValue;
}

using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyGrain.ScheduleKeyDeletionAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.ScheduleKeyDeletionRequest")]
public sealed record ScheduleKeyDeletionRequest : KmsRequest
{
    /// <summary>Days of 24 hours until the destruction: 7 to 30, default 7.</summary>
    [Id(0)]
    public int DelayDays { get; init; } = 7;
}

/// <summary>The answer of <see cref="IKeyGrain.ScheduleKeyDeletionAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.ScheduleKeyDeletionReply")]
public sealed record ScheduleKeyDeletionReply
{
    /// <summary>The instant of destruction (UTC).</summary>
    [Id(0)]
    public required DateTimeOffset DeleteAt { get; init; }
}

public partial interface IKeyGrain
{
    /// <summary>Schedules the destruction of the key and all its versions. Until then nothing succeeds with it.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>InvalidArgument: delay out of range. NotFound. StateConflict: already scheduled; the first date
    /// stands.</remarks>
    [Alias("ScheduleKeyDeletion")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task<ScheduleKeyDeletionReply> ScheduleKeyDeletionAsync(ScheduleKeyDeletionRequest request);
}

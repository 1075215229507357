using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyGrain.ScheduleKeyVersionDeletionAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.ScheduleKeyVersionDeletionRequest")]
public sealed record ScheduleKeyVersionDeletionRequest : KmsRequest
{
    /// <summary>The version.</summary>
    [Id(0)]
    public required KeyVersionNumber Version { get; init; }

    /// <summary>Days of 24 hours until the destruction: 7 to 30, default 7.</summary>
    [Id(1)]
    public int DelayDays { get; init; } = 7;
}

/// <summary>The answer of <see cref="IKeyGrain.ScheduleKeyVersionDeletionAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.ScheduleKeyVersionDeletionReply")]
public sealed record ScheduleKeyVersionDeletionReply
{
    /// <summary>The instant of destruction (UTC).</summary>
    [Id(0)]
    public required DateTimeOffset DeleteAt { get; init; }
}

public partial interface IKeyGrain
{
    /// <summary>Schedules the destruction of one version, which cannot be the primary.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>InvalidArgument: delay out of range. NotFound. StateConflict: already scheduled, the primary
    /// version, or the key is pending deletion.</remarks>
    [Alias("ScheduleKeyVersionDeletion")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task<ScheduleKeyVersionDeletionReply> ScheduleKeyVersionDeletionAsync(ScheduleKeyVersionDeletionRequest request);
}

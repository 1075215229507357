namespace Kms.Grains.Abstractions.Access;

/// <summary>Who calls: proved by a signature, never claimed.</summary>
[GenerateSerializer, Immutable, Alias("kms.Principal")]
public sealed record Principal
{
    /// <summary>The account that the caller acts for.</summary>
    [Id(0)]
    public required string Account { get; init; }

    /// <summary>The access key that signed.</summary>
    [Id(1)]
    public required string AccessKeyId { get; init; }

    /// <summary>The revision of the access key that was checked.</summary>
    [Id(2)]
    public required long AccessKeyRevision { get; init; }
}

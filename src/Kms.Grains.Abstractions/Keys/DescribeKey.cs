using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyGrain.DescribeKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.DescribeKeyRequest")]
public sealed record DescribeKeyRequest : KmsRequest;

/// <summary>The answer of <see cref="IKeyGrain.DescribeKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.DescribeKeyReply")]
public sealed record DescribeKeyReply
{
    /// <summary>The key.</summary>
    [Id(0)]
    public required KeyDescription Key { get; init; }
}

public partial interface IKeyGrain
{
    /// <summary>Describes the key.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound: no such key, or it is due for destruction.</remarks>
    [Alias("DescribeKey")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task<DescribeKeyReply> DescribeKeyAsync(DescribeKeyRequest request);
}

using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyCryptoGrain.GenerateDataKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.GenerateDataKeyRequest")]
public sealed record GenerateDataKeyRequest : KmsRequest;

/// <summary>The answer of <see cref="IKeyCryptoGrain.GenerateDataKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.GenerateDataKeyReply")]
public sealed record GenerateDataKeyReply
{
    /// <summary>The data key: 32 random bytes.</summary>
    [Id(0)]
    public required byte[] Plaintext { get; init; }

    /// <summary>The same, encrypted; Decrypt opens it.</summary>
    [Id(1)]
    public required byte[] Ciphertext { get; init; }

    /// <summary>The version that encrypted.</summary>
    [Id(2)]
    public required KeyVersionNumber Version { get; init; }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(GenerateDataKeyReply);
}

public partial interface IKeyCryptoGrain
{
    /// <summary>Draws a data key and returns it plain and encrypted under the primary version.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound. InvalidArgument: the kind of key cannot. StateConflict: the key or its primary version is
    /// not enabled.</remarks>
    [AnySilo]
    [Alias("GenerateDataKey")]
    [ResponseTimeout(Timeouts.DataPlane)]
    Task<GenerateDataKeyReply> GenerateDataKeyAsync(GenerateDataKeyRequest request);
}

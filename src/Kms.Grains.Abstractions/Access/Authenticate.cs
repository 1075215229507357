using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Access;

/// <summary>Asks for <see cref="IAccessKeyCheckGrain.AuthenticateAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.AuthenticateRequest")]
public sealed record AuthenticateRequest : KmsRequest
{
    /// <summary>The signature scheme.</summary>
    [Id(0)]
    public required SignatureAlgorithm Algorithm { get; init; }

    /// <summary>Scope date, yyyyMMdd.</summary>
    [Id(1)]
    public required string Date { get; init; }

    /// <summary>Scope region: 1 to 64 characters of [A-Za-z0-9-].</summary>
    [Id(2)]
    public required string Region { get; init; }

    /// <summary>Scope service: 1 to 64 characters of [A-Za-z0-9-].</summary>
    [Id(3)]
    public required string Service { get; init; }

    /// <summary>The string to sign in UTF-8, computed from the request as received.</summary>
    [Id(4)]
    public required byte[] StringToSign { get; init; }

    /// <summary>The signature that came with the request: 32 bytes.</summary>
    [Id(5)]
    public required byte[] Signature { get; init; }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(AuthenticateRequest);
}

/// <summary>The answer of <see cref="IAccessKeyCheckGrain.AuthenticateAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.AuthenticateReply")]
public sealed record AuthenticateReply
{
    /// <summary>Who signed.</summary>
    [Id(0)]
    public required Principal Principal { get; init; }
}

public partial interface IAccessKeyCheckGrain
{
    /// <summary>Checks the signature of a request.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>Unauthenticated: unknown or disabled access key, or another signature; all alike.</remarks>
    [AnySilo]
    [Alias("Authenticate")]
    [ResponseTimeout(Timeouts.DataPlane)]
    Task<AuthenticateReply> AuthenticateAsync(AuthenticateRequest request);
}

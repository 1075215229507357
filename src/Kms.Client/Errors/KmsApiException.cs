using System.Net;

namespace Kms.Client.Errors;

/// <summary>The service answered, and the answer is an error. The request had no effect, unless <see cref="StatusCode"/> is
/// 500 or above, where a change may have happened.</summary>
public sealed class KmsApiException : Exception
{
    internal KmsApiException(string message)
        : base(message)
    {
    }

    /// <summary>The HTTP status.</summary>
    public required HttpStatusCode StatusCode { get; init; }

    /// <summary><c>error.code</c>; the number of the HTTP status where the reply had none.</summary>
    public required int Code { get; init; }

    /// <summary><c>error.status</c>, such as <c>NOT_FOUND</c> or <c>FAILED_PRECONDITION</c>; empty where the reply had none.</summary>
    public required string Status { get; init; }

    /// <summary><c>error.details</c>: what some errors say more. Empty when nothing.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, string>> Details { get; init; }

    /// <summary>The name under which the service logged the request; empty where the reply had none.</summary>
    public required string RequestId { get; init; }

    /// <summary>How long to wait before trying again, when the service says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same call may succeed a little later: 429 and everything from 500 on. Whether it may be
    /// repeated is another question: create*, import, rotate and generateDataKey are not safe to repeat.</summary>
    public bool IsTransient => StatusCode == HttpStatusCode.TooManyRequests || (int)StatusCode >= 500;
}

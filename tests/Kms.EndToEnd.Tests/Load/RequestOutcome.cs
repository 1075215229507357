using System.Net;

namespace Kms.EndToEnd.Tests.Load;

/// <summary>How one request ended.</summary>
/// <param name="Operation">What was asked.</param>
/// <param name="Took">From the call to its end.</param>
/// <param name="Status">The answer's status; null when there was no answer.</param>
/// <param name="RetryAfter">Whether the answer said when to come again.</param>
/// <param name="Problem">What was wrong, for the message.</param>
internal sealed record RequestOutcome(string Operation, TimeSpan Took, HttpStatusCode? Status, bool RetryAfter, string? Problem)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10.5); // the server's 10 s, and the way to us

    /// <summary>The operation was done.</summary>
    public bool Succeeded => Status == HttpStatusCode.OK && Problem is null;

    /// <summary>Done, or refused as an outage must be: 503 with Retry-After; either within ten seconds.</summary>
    public bool Allowed => Took < Limit && (Succeeded || (Status == HttpStatusCode.ServiceUnavailable && RetryAfter));
}

namespace Kms.Gateway.Wire;

/// <summary>A refusal as it leaves: the HTTP status, which is also <c>error.code</c>, JD Cloud's status word, a text.</summary>
/// <param name="Code">HTTP status.</param>
/// <param name="Status">The finer class in capitals.</param>
/// <param name="Message">What the caller may read.</param>
internal readonly record struct WireError(int Code, string Status, string Message)
{
    /// <summary>The request is wrong.</summary>
    public static WireError InvalidArgument(string message) => new(StatusCodes.Status400BadRequest, "INVALID_ARGUMENT", message);

    /// <summary>The caller did not prove who it is.</summary>
    public static WireError AccessError(string message) => new(StatusCodes.Status401Unauthorized, "ACCESS_ERROR", message);

    /// <summary>The caller may not do this.</summary>
    public static WireError Forbidden(string message) => new(StatusCodes.Status403Forbidden, "HTTP_FORBIDDEN", message);

    /// <summary>There is no such thing.</summary>
    public static WireError NotFound(string message) => new(StatusCodes.Status404NotFound, "NOT_FOUND", message);

    /// <summary>The state does not allow it.</summary>
    public static WireError Conflict(string message) => new(StatusCodes.Status409Conflict, "FAILED_PRECONDITION", message);

    /// <summary>The path has no such verb.</summary>
    public static WireError MethodNotAllowed { get; } =
        new(StatusCodes.Status405MethodNotAllowed, "METHOD_NOT_ALLOWED", "the path does not have this method");

    /// <summary>The body is longer than its path allows.</summary>
    public static WireError PayloadTooLarge { get; } =
        new(StatusCodes.Status413PayloadTooLarge, "PAYLOAD_TOO_LARGE", "the body is too large");

    /// <summary>Something broke; the log knows what.</summary>
    public static WireError Internal { get; } = new(StatusCodes.Status500InternalServerError, "INTERNAL", "internal error");

    /// <summary>It cannot be served now, or in time.</summary>
    public static WireError Unavailable { get; } =
        new(StatusCodes.Status503ServiceUnavailable, "UNAVAILABLE", "the service cannot do this now; try again");
}

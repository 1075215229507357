namespace Kms.Silo.Health;

/// <summary>
/// <c>/health/live</c>: the process runs (200 always). <c>/health/ready</c>: 200, or 503 with the part that is not.
/// Neither needs a signature, and neither says more than yes or no.
/// </summary>
internal static class HealthEndpoints
{
    /// <summary>Maps both.</summary>
    public static void MapKmsHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Ok(new { status = "live" }));
        routes.MapGet("/health/ready", async (ReadinessProbe probe, CancellationToken cancellationToken) =>
        {
            var readiness = await probe.CheckAsync(cancellationToken);
            return Results.Json(
                new { status = readiness.IsReady ? "ready" : "not ready", readiness.Silo, readiness.Database, readiness.Hsm },
                statusCode: readiness.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
    }
}

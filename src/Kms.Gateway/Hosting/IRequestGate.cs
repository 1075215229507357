using Kms.Gateway.Limits;

namespace Kms.Gateway.Hosting;

/// <summary>
/// What the pipeline needs of authentication: a first step on the headers alone, so that a stranger's body is never
/// read, and a second with the body.
/// </summary>
internal interface IRequestGate
{
    /// <summary>Judges the headers: their form, the date, whether the access key exists.</summary>
    ValueTask<GateStep> BeginAsync(HttpContext context, RequestDeadline deadline);

    /// <summary>Verifies the signature.</summary>
    /// <param name="begun">What <see cref="BeginAsync"/> let pass.</param>
    ValueTask<GateStep> CompleteAsync(GateStep begun, ReadOnlyMemory<byte> body, RequestDeadline deadline);
}

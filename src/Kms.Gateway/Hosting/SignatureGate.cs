using Kms.Gateway.Authentication;
using Kms.Gateway.Limits;

namespace Kms.Gateway.Hosting;

/// <summary>Lets in whoever signed his request: <see cref="RequestAuthenticator"/> as the pipeline sees it.</summary>
internal sealed class SignatureGate(RequestAuthenticator authenticator) : IRequestGate
{
    /// <inheritdoc/>
    public async ValueTask<GateStep> BeginAsync(HttpContext context, RequestDeadline deadline)
    {
        var result = await authenticator.BeginAsync(context.Request, deadline);
        return new GateStep(result.Refusal?.PublicMessage(), result.Value, null);
    }

    /// <inheritdoc/>
    public async ValueTask<GateStep> CompleteAsync(GateStep begun, ReadOnlyMemory<byte> body, RequestDeadline deadline)
    {
        var result = await authenticator.CompleteAsync((PendingAuthentication)begun.State!, body, deadline);
        return new GateStep(result.Refusal?.PublicMessage(), null, result.Value);
    }
}

using System.Security.Cryptography;
using Kms.Gateway.Calls;
using Kms.Gateway.Limits;
using Kms.Grains.Abstractions.Access;
using Kms.Grains.Abstractions.Errors;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Kms.Gateway.Authentication;

/// <summary>
/// Finds out who sent a request, in two steps with the reading of the body between them, so that nobody's body is read
/// before his headers have been let in.
/// </summary>
/// <remarks>
/// A refusal (401) is a value. What the cluster cannot tell is an exception and never taken for a wrong signature: the
/// cluster's own faults as they are, <see cref="OperationCanceledException"/> when the deadline has passed, and
/// <see cref="KmsErrorCode.Internal"/> for an answer that it must not give.
/// </remarks>
internal sealed partial class RequestAuthenticator(
    GatewayServices services,
    KnownAccessKeys known,
    IOptions<AuthenticationOptions> options,
    ILogger<RequestAuthenticator> logger)
{
    private readonly ILogger _logger = logger;
    private readonly TimeSpan _skew = options.Value.Skew;

    /// <summary>
    /// Judges the headers: the Authorization header, the date, the signed names, the access key's id, and whether there
    /// is such an access key.
    /// </summary>
    public async ValueTask<AuthenticationResult<PendingAuthentication>> BeginAsync(
        HttpRequest request, RequestDeadline deadline)
    {
        if (SignaturePolicy.Read(request.Headers, out var authorization) is { } unreadable)
        {
            return Refuse(unreadable);
        }

        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var signed = new SignedRequest(request.Method, target, request.Headers, authorization!);
        if (SignaturePolicy.Check(signed, services.Time.GetUtcNow(), _skew) is { } refusal)
        {
            return Refuse(refusal);
        }

        var pending = new PendingAuthentication(signed, authorization!.AccessKeyId.ToString());
        if (await IsKnownAsync(pending, deadline))
        {
            return pending;
        }

        Decoy.Verify(authorization);
        return Refuse(pending, SignatureRefusal.AccessKeyUnknown);
    }

    /// <summary>Has the signature verified, now that the body is there.</summary>
    public async ValueTask<AuthenticationResult<Principal>> CompleteAsync(
        PendingAuthentication pending, ReadOnlyMemory<byte> body, RequestDeadline deadline)
    {
        var message = Message(pending, body.Span, deadline);
        if (!message.Succeeded)
        {
            return Refuse(pending, message.Refusal.Value);
        }

        try
        {
            var reply = await GrainCalls.AskAsync(
                services,
                deadline,
                services.Grains.GetGrain<IAccessKeyCheckGrain>(pending.AccessKeyId),
                message.Value,
                static (check, request) => check.AuthenticateAsync(request),
                GrainCalls.IsTransient);
            return reply.Principal;
        }
        catch (KmsException refusal) when (refusal.Code == KmsErrorCode.Unauthenticated)
        {
            return Refuse(pending, SignatureRefusal.SignatureMismatch);
        }
        catch (KmsException odd) when (!IsFault(odd))
        {
            throw new KmsException("the check of a signature failed", odd);
        }
    }

    private async ValueTask<bool> IsKnownAsync(PendingAuthentication pending, RequestDeadline deadline)
    {
        try
        {
            return await known.ContainsAsync(pending.AccessKeyId, deadline);
        }
        catch (KmsException odd) when (!IsFault(odd))
        {
            throw new KmsException("the search for an access key failed", odd);
        }
    }

    private static bool IsFault(KmsException failure) => failure.Code is KmsErrorCode.Unavailable or KmsErrorCode.Internal;

    private static AuthenticationResult<AuthenticateRequest> Message(
        PendingAuthentication pending, ReadOnlySpan<byte> body, RequestDeadline deadline)
    {
        Span<byte> bodyHash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, bodyHash);
        if (SignaturePolicy.CheckBody(pending.Request.Headers, bodyHash) is { } refusal)
        {
            return refusal;
        }

        var authorization = pending.Request.Authorization;
        return new AuthenticateRequest
        {
            Algorithm = authorization.Algorithm,
            Date = authorization.Date.ToString(),
            Region = authorization.Region.ToString(),
            Service = SignaturePolicy.Service,
            StringToSign = RequestSignature.StringToSign(pending.Request, bodyHash),
            Signature = Convert.FromHexString(authorization.Signature.Span),
            Deadline = deadline.At,
        };
    }

    private SignatureRefusal Refuse(SignatureRefusal refusal)
    {
        LogRefused(refusal);
        return refusal;
    }

    private SignatureRefusal Refuse(PendingAuthentication pending, SignatureRefusal refusal)
    {
        LogRefused(pending.AccessKeyId, refusal);
        return refusal;
    }
}

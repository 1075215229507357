using System.Security.Cryptography;
using Kms.Grains.Abstractions.Access;
using Kms.Grains.Abstractions.Errors;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Kms.Gateway.Authentication;

/// <summary>
/// Finds out who sent a request, in two steps with the reading of the body between them, so that nobody's body is read
/// before his headers have been let in.
/// </summary>
/// <remarks>
/// A refusal (401) is a value. Faults are <see cref="KmsException"/> with <see cref="KmsErrorCode.Unavailable"/> (503) or
/// <see cref="KmsErrorCode.Internal"/> (500), and <see cref="OperationCanceledException"/> of the caller's own token:
/// what the cluster cannot tell is never taken for a wrong signature.
/// </remarks>
internal sealed partial class RequestAuthenticator(
    IGrainFactory grains,
    KnownAccessKeys known,
    IOptions<AuthenticationOptions> options,
    TimeProvider time,
    ILogger<RequestAuthenticator> logger)
{
    private readonly ILogger _logger = logger;
    private readonly TimeSpan _skew = options.Value.Skew;

    /// <summary>
    /// Judges the headers: the Authorization header, the date, the signed names, the access key's id, and whether there
    /// is such an access key.
    /// </summary>
    /// <param name="deadline">When the request's answer is no longer wanted (UTC); goes with every message.</param>
    public async ValueTask<AuthenticationResult<PendingAuthentication>> BeginAsync(
        HttpRequest request, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        if (SignaturePolicy.Read(request.Headers, out var authorization) is { } unreadable)
        {
            return Refuse(unreadable);
        }

        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var signed = new SignedRequest(request.Method, target, request.Headers, authorization!);
        if (SignaturePolicy.Check(signed, time.GetUtcNow(), _skew) is { } refusal)
        {
            return Refuse(refusal);
        }

        var pending = new PendingAuthentication(signed, authorization!.AccessKeyId.ToString(), deadline);
        if (await IsKnownAsync(pending, cancellationToken))
        {
            return pending;
        }

        Decoy.Verify(authorization);
        return Refuse(pending, SignatureRefusal.AccessKeyUnknown);
    }

    /// <summary>Has the signature verified, now that the body is there.</summary>
    public async ValueTask<AuthenticationResult<Principal>> CompleteAsync(
        PendingAuthentication pending, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var message = Message(pending, body.Span);
        if (!message.Succeeded)
        {
            return Refuse(pending, message.Refusal.Value);
        }

        try
        {
            var check = grains.GetGrain<IAccessKeyCheckGrain>(pending.AccessKeyId);
            return (await check.AuthenticateAsync(message.Value).WaitAsync(cancellationToken)).Principal;
        }
        catch (KmsException refusal) when (refusal.Code == KmsErrorCode.Unauthenticated)
        {
            return Refuse(pending, SignatureRefusal.SignatureMismatch);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw Fault(fault);
        }
    }

    private async ValueTask<bool> IsKnownAsync(PendingAuthentication pending, CancellationToken cancellationToken)
    {
        try
        {
            return await known.ContainsAsync(pending.AccessKeyId, pending.Deadline, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw Fault(fault);
        }
    }

    private static AuthenticationResult<AuthenticateRequest> Message(PendingAuthentication pending, ReadOnlySpan<byte> body)
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
            Deadline = pending.Deadline,
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

    /// <summary>What the cluster did not answer, or must not answer, as one of the two faults.</summary>
    private KmsException Fault(Exception fault)
    {
        switch (fault)
        {
            case KmsException { Code: KmsErrorCode.Unavailable or KmsErrorCode.Internal } stated:
                return stated;

            // No answer in time; a rejected call; no silo.
            case TimeoutException or OperationCanceledException or OrleansException:
                LogUnavailable(fault);
                return new KmsException(KmsErrorCode.Unavailable, "requests cannot be authenticated now");

            default:
                LogUnexpected(fault);
                return new KmsException(KmsErrorCode.Internal, "internal error");
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Kms.Gateway.Hosting;
using Kms.Gateway.Limits;
using Kms.Gateway.Routing;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Access;
using Kms.Grains.Abstractions.Hosting;

namespace Kms.Gateway.Calls;

/// <summary>One authenticated request to one operation, and its reply.</summary>
/// <param name="services">What every call uses.</param>
/// <param name="route">Where it leads.</param>
/// <param name="principal">Who calls.</param>
/// <param name="deadline">When it has to be answered.</param>
/// <param name="target">The raw request target.</param>
/// <param name="body">Its body.</param>
/// <param name="writer">Where the reply is written.</param>
/// <param name="requestId">The reply's id.</param>
internal sealed class Call(
    GatewayServices services,
    RouteMatch route,
    Principal principal,
    RequestDeadline deadline,
    string target,
    ReadOnlyMemory<byte> body,
    ReplyWriter writer,
    string requestId)
{
    private byte[]? _toWipe;
    private List<byte[]>? _moreToWipe;

    /// <summary>The settings.</summary>
    public GatewayOptions Options => services.Options;

    /// <summary>The instant (UTC) after which nobody waits any more.</summary>
    public DateTimeOffset Deadline => deadline.At;

    /// <summary>The body.</summary>
    public ReadOnlySpan<byte> Body => body.Span;

    /// <summary>The raw query.</summary>
    public ReadOnlySpan<char> Query => new RequestTarget(target).Query;

    /// <summary>The version in the path; 0 when it is not there but, by the .NET SDK's defect, in the body.</summary>
    public uint PathVersion => route.Version;

    /// <summary>Whether the version has to come from the body.</summary>
    public bool HasVersionInBody => route.IsVersionAlias;

    /// <summary>HTTP status of the success: 200 unless the operation says otherwise.</summary>
    public int Status { get; set; } = StatusCodes.Status200OK;

    /// <summary>The grain of the key or secret that the path names.</summary>
    public T Grain<T>()
        where T : IGrainWithStringKey => Grain<T>(route.Id);

    /// <summary>The grain of a key or secret of the caller's account.</summary>
    public T Grain<T>(string id)
        where T : IGrainWithStringKey => services.Grains.GetGrain<T>(GrainKeys.Of(principal.Account, id));

    /// <summary>The grain of the caller's account itself.</summary>
    public T AccountGrain<T>()
        where T : IGrainWithStringKey => services.Grains.GetGrain<T>(principal.Account);

    /// <summary>Asks for something that may be asked again: reads and the data plane.</summary>
    public ValueTask<TReply> ReadAsync<TGrain, TRequest, TReply>(
        TGrain grain, TRequest request, Func<TGrain, TRequest, Task<TReply>> ask) =>
        GrainCalls.AskAsync(services, deadline, grain, request, ask, GrainCalls.IsTransient);

    /// <summary>Changes something: asked again only when the first time has certainly not been carried out.</summary>
    public ValueTask<TReply> ChangeAsync<TGrain, TRequest, TReply>(
        TGrain grain, TRequest request, Func<TGrain, TRequest, Task<TReply>> ask) =>
        GrainCalls.AskAsync(services, deadline, grain, request, ask, GrainCalls.IsBeforeExecution);

    /// <summary>Changes something that has no answer but success, which becomes the empty result.</summary>
    public async ValueTask ChangeAsync<TGrain, TRequest>(TGrain grain, TRequest request, Func<TGrain, TRequest, Task> ask)
    {
        await ChangeAsync(grain, (request, ask), static async (grain, work) =>
        {
            await work.ask(grain, work.request);
            return true;
        });
        BeginResult();
        EndResult();
    }

    /// <summary>Begins the result; its members follow.</summary>
    public Utf8JsonWriter BeginResult() => writer.BeginResult(requestId);

    /// <summary>Ends the result.</summary>
    public void EndResult() => writer.EndResult();

    /// <summary>Marks bytes as ours to zero once the call is over.</summary>
    /// <returns>The same bytes.</returns>
    [return: NotNullIfNotNull(nameof(bytes))]
    public byte[]? Wiped(byte[]? bytes)
    {
        if (bytes is null)
        {
            return null;
        }

        if (_toWipe is null)
        {
            _toWipe = bytes;
        }
        else
        {
            (_moreToWipe ??= []).Add(bytes);
        }

        return bytes;
    }

    /// <summary>
    /// Zeroes what was marked. Only for calls that the cluster has answered: inside one process a request's bytes are
    /// shared with the grain, and one that nobody waits for any more may still be about to store them.
    /// </summary>
    public void Wipe()
    {
        CryptographicOperations.ZeroMemory(_toWipe);
        foreach (var bytes in _moreToWipe ?? [])
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}

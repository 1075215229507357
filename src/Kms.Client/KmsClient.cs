using Kms.Client.Keys;
using Kms.Client.Operations;
using Kms.Client.Secrets;
using Kms.Client.Wire;

namespace Kms.Client;

/// <summary>Calls a key management service that speaks JD Cloud KMS v1, signing every request. One instance serves a whole
/// program: it keeps connections alive and is safe for concurrent use.</summary>
/// <remarks>Nothing is retried. Every method throws <see cref="Errors.KmsApiException"/> when the service refuses,
/// <see cref="Errors.KmsUnavailableException"/> when no usable answer came, <see cref="ArgumentException"/> before anything
/// is sent when an id or an input has an impossible form, and <see cref="OperationCanceledException"/> when the caller's token ends it.</remarks>
public sealed class KmsClient : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly HttpCaller _caller;

    /// <summary>Calls over connections of its own.</summary>
    /// <param name="options">Where, and as whom.</param>
    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    public KmsClient(KmsClientOptions options)
        : this(options, null, TimeProvider.System)
    {
    }

    /// <summary>Calls through a client that the program made, such as one of <c>IHttpClientFactory</c>; it must neither
    /// follow redirects nor change requests, and is not disposed here.</summary>
    /// <param name="options">Where, and as whom.</param>
    /// <param name="http">The client. Its own timeout applies as well.</param>
    /// <param name="time">The clock that dates requests.</param>
    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    public KmsClient(KmsClientOptions options, HttpClient? http, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Validate();
        _caller = new HttpCaller(options, http, time);
        Keys = new KeysClient(this);
        Secrets = new SecretsClient(this);
    }

    /// <summary>The twenty operations on keys.</summary>
    public KeysClient Keys { get; }

    /// <summary>The fifteen operations on secrets.</summary>
    public SecretsClient Secrets { get; }

    /// <summary>Calls any operation by its name.</summary>
    /// <param name="operation">A name of <see cref="OperationTable"/>.</param>
    /// <param name="pathParameters">Values of the path's parameters. Null: none.</param>
    /// <param name="query">Values of query parameters. Null: none.</param>
    /// <param name="body">A JSON object in UTF-8; empty where the operation takes one: <c>{}</c> is sent. It stays the caller's to zero.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The reply, which the caller disposes.</returns>
    public Task<KmsReply> CallAsync(
        string operation,
        IReadOnlyDictionary<string, string>? pathParameters = null,
        IReadOnlyDictionary<string, string>? query = null,
        ReadOnlyMemory<byte> body = default,
        CancellationToken cancellationToken = default)
    {
        var row = OperationTable.Find(operation);
        if (!row.HasBody && !body.IsEmpty) throw new ArgumentException($"{row.Name} takes no body", nameof(body));
        if (row.HasBody && body.IsEmpty) body = "{}"u8.ToArray();
        return _caller.SendAsync(row.Method, row.Target(pathParameters ?? Nothing, query ?? Nothing), body, cancellationToken);
    }

    /// <summary>Closes the client's own connections and zeroes its copy of the secret.</summary>
    public void Dispose() => _caller.Dispose();
}

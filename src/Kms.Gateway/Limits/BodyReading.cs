using System.Buffers;
using System.IO.Pipelines;
using Kms.Gateway.Wire;

namespace Kms.Gateway.Limits;

/// <summary>Reads the body of a request as far as its path allows.</summary>
internal static class BodyReading
{
    /// <summary>A client that only promises a long body gets no more memory than this before it sends some.</summary>
    private const int MaxReservedOnPromise = 64 * 1024;

    /// <summary>Reads to the end.</summary>
    /// <param name="into">Where it goes.</param>
    /// <param name="limit">Most bytes.</param>
    /// <returns>False when there are more; the rest has not been read.</returns>
    /// <exception cref="BadHttpRequestException">The body is broken, too slow, or ends with the connection.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async ValueTask<bool> TryReadAsync(
        HttpRequest request, SecretBuffer into, int limit, CancellationToken cancellationToken)
    {
        into.Reserve((int)Math.Min(request.ContentLength ?? 0, Math.Min(limit, MaxReservedOnPromise)));
        var reader = request.BodyReader;
        try
        {
            while (true)
            {
                var result = await ReadAsync(reader, cancellationToken);
                var fits = into.Written.Length + result.Buffer.Length <= limit;
                if (fits)
                {
                    Append(into, result.Buffer);
                }

                reader.AdvanceTo(result.Buffer.End);
                cancellationToken.ThrowIfCancellationRequested();
                if (!fits || result.IsCompleted)
                {
                    return fits;
                }
            }
        }
        catch (Exception failure) when (IsConnections(failure, cancellationToken))
        {
            if (request.ContentLength is not null)
            {
                // The connection was reset. Without this Kestrel would try to drain it, and log an error.
                request.HttpContext.Abort();
            }

            throw new BadHttpRequestException("the body did not come to its end", failure);
        }
    }

    /// <summary>
    /// Waits for the next piece. Not with the token as an argument: a read that ends with an exception leaves Kestrel's
    /// reader "reading" for ever, and the connection cannot be drained behind the reply.
    /// </summary>
    private static ValueTask<ReadResult> ReadAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        var reading = reader.ReadAsync(CancellationToken.None);
        return reading.IsCompleted ? reading : WaitAsync(reader, reading, cancellationToken);
    }

    private static async ValueTask<ReadResult> WaitAsync(
        PipeReader reader, ValueTask<ReadResult> reading, CancellationToken cancellationToken)
    {
        using (cancellationToken.UnsafeRegister(static reader => ((PipeReader)reader!).CancelPendingRead(), reader))
        {
            return await reading;
        }
    }

    /// <summary>Kestrel's names for a connection that went away and, with chunks, for some impossible sizes.</summary>
    private static bool IsConnections(Exception failure, CancellationToken cancellationToken) =>
        failure is (IOException and not BadHttpRequestException)
        || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static void Append(SecretBuffer into, ReadOnlySequence<byte> bytes)
    {
        var length = (int)bytes.Length;
        bytes.CopyTo(into.GetSpan(length));
        into.Advance(length);
    }
}

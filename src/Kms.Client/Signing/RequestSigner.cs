using System.Security.Cryptography;
using System.Text;

namespace Kms.Client.Signing;

/// <summary>Computes the <c>Authorization</c> header of a request. Pure: the same request gives the same header, there is
/// no clock and no randomness. Safe for concurrent use until it is disposed.</summary>
/// <remarks>It shares no code with the server on purpose: a mistake that both had could not be seen. Both are checked
/// against JD's published vectors and against requests captured from JD's own SDKs.</remarks>
public sealed class RequestSigner : IDisposable
{
    private readonly string _accessKeyId;
    private readonly SigningScope _scope;
    private readonly AlgorithmNames _names;
    private readonly byte[] _prefixedSecret;

    /// <summary>Keeps a copy of the secret until it is disposed.</summary>
    /// <param name="accessKeyId">The name of the credential pair.</param>
    /// <param name="secret">The secret's bytes; the caller may zero its own right away.</param>
    /// <param name="scope">Algorithm, region and service.</param>
    /// <exception cref="ArgumentException">An empty id or secret, or an unknown algorithm.</exception>
    public RequestSigner(string accessKeyId, ReadOnlySpan<byte> secret, SigningScope scope)
    {
        ArgumentException.ThrowIfNullOrEmpty(accessKeyId);
        ArgumentNullException.ThrowIfNull(scope);
        if (secret.IsEmpty) throw new ArgumentException("the secret is empty", nameof(secret));
        _accessKeyId = accessKeyId;
        _scope = scope;
        _names = AlgorithmNames.Of(scope.Algorithm);
        _prefixedSecret = GC.AllocateArray<byte>(_names.KeyPrefix.Length + secret.Length, pinned: true);
        Encoding.ASCII.GetBytes(_names.KeyPrefix, _prefixedSecret);
        secret.CopyTo(_prefixedSecret.AsSpan(_names.KeyPrefix.Length));
    }

    /// <summary>The value of the <c>Authorization</c> header.</summary>
    /// <param name="request">What is signed.</param>
    /// <exception cref="ArgumentException">The date has not the form <c>yyyyMMdd'T'HHmmss'Z'</c>.</exception>
    public string Authorize(SignableRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Date is not { Length: 16 }) throw new ArgumentException("the date must look like 20060102T150405Z", nameof(request));
        Span<byte> signature = stackalloc byte[SHA256.HashSizeInBytes];
        Sign(request, signature);

        Span<byte> scratch = stackalloc byte[512];
        var text = new ByteBuilder(scratch);
        text.Append(_names.Name);
        text.Append(" Credential="u8);
        text.Append(_accessKeyId);
        text.Append('/');
        AppendScope(ref text, request.Date);
        text.Append(", SignedHeaders="u8);
        CanonicalRequest.AppendNames(ref text, request.Headers);
        text.Append(", Signature="u8);
        CanonicalRequest.AppendHex(ref text, signature);
        var header = Encoding.UTF8.GetString(text.Written);
        text.Dispose();
        return header;
    }

    /// <summary>Zeroes the copy of the secret.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_prefixedSecret);

    /// <summary>kSigning of a day (<c>yyyyMMdd</c>), for the vectors that publish it.</summary>
    internal void DeriveKey(ReadOnlySpan<char> day, Span<byte> key)
    {
        Chain(_prefixedSecret, day, key);
        Chain(key, _scope.Region, key);
        Chain(key, _scope.Service, key);
        Chain(key, _names.Terminator, key);
    }

    private void Sign(SignableRequest request, Span<byte> signature)
    {
        Span<byte> scratch = stackalloc byte[256];
        var text = new ByteBuilder(scratch);
        text.Append(_names.Name);
        text.Append('\n');
        text.Append(request.Date);
        text.Append('\n');
        AppendScope(ref text, request.Date);
        text.Append('\n');
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        CanonicalRequest.Hash(request, _names, hash);
        CanonicalRequest.AppendHex(ref text, hash);

        Span<byte> key = stackalloc byte[SHA256.HashSizeInBytes];
        DeriveKey(request.Date.AsSpan(0, 8), key);
        HMACSHA256.HashData(key, text.Written, signature);
        CryptographicOperations.ZeroMemory(key);
        text.Dispose();
    }

    private void AppendScope(ref ByteBuilder text, string date)
    {
        text.Append(date.AsSpan(0, 8));
        text.Append('/');
        text.Append(_scope.Region);
        text.Append('/');
        text.Append(_scope.Service);
        text.Append('/');
        text.Append(_names.Terminator);
    }

    private static void Chain(ReadOnlySpan<byte> key, ReadOnlySpan<char> step, Span<byte> next)
    {
        Span<byte> scratch = stackalloc byte[128];
        var text = new ByteBuilder(scratch);
        text.Append(step);
        HMACSHA256.HashData(key, text.Written, next);
        text.Dispose();
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;

namespace Kms.Cli.Output;

/// <summary>Base64 of something secret, as bytes that are zeroed.</summary>
internal sealed class Base64Text : IDisposable
{
    private Base64Text(byte[] bytes) => Text = new Utf8Text(bytes);

    public Utf8Text Text { get; }

    public static Base64Text Of(ReadOnlySpan<byte> bytes)
    {
        var text = new byte[Base64.GetMaxEncodedToUtf8Length(bytes.Length)];
        Base64.EncodeToUtf8(bytes, text, out _, out _);
        return new Base64Text(text);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(Text.Bytes);
}

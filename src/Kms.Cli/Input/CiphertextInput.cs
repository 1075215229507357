using System.CommandLine;
using Kms.Cli.Hosting;

namespace Kms.Cli.Input;

/// <summary>Ciphertext as <c>kms encrypt</c> writes it: base64, or its bytes.</summary>
internal static class CiphertextInput
{
    public static async Task<byte[]> ReadAsync(CommandContext context, Argument<string> file, Option<bool> binary)
    {
        using var input = await BytesInput.ReadAsync(context.Get(file), Limits.Body, context.Io, context.Token);
        if (context.Get(binary)) return [.. input.Bytes];
        try
        {
            return Convert.FromBase64String(input.AsToken());
        }
        catch (FormatException)
        {
            throw new UsageException("the ciphertext is not base64; --binary takes bytes");
        }
    }
}

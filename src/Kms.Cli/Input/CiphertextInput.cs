using System.CommandLine;
using System.Text;
using Kms.Cli.Hosting;

namespace Kms.Cli.Input;

/// <summary>Ciphertext as <c>kms encrypt</c> writes it: base64, or its bytes. It is no secret, so it may stand on the command line.</summary>
internal static class CiphertextInput
{
    public static Argument<string> Argument() => new("CIPHERTEXT")
    {
        Description = "In base64, or @FILE; - is standard input",
        DefaultValueFactory = _ => "-",
    };

    public static async Task<byte[]> ReadAsync(CommandContext context, Argument<string> argument, Option<bool> binary)
    {
        var text = context.Get(argument);
        using var input = text switch
        {
            "-" => await BytesInput.ReadAsync("-", Limits.Body, context.Io, context.Token),
            ['@', ..] => await BytesInput.ReadAsync(text[1..], Limits.Body, context.Io, context.Token),
            _ when context.Get(binary) => throw new UsageException("--binary takes @FILE or standard input"),
            _ => BytesInput.Of(Encoding.UTF8.GetBytes(text)),
        };
        if (context.Get(binary)) return [.. input.Bytes];
        try
        {
            return Convert.FromBase64String(input.AsToken());
        }
        catch (FormatException)
        {
            throw new UsageException("the ciphertext is not base64; a file is written @FILE, and --binary takes bytes");
        }
    }
}

using System.Text.Json;
using Kms.Client.Keys;

namespace Kms.Cli.Output;

/// <summary>The words of the command line for enumerations, the same in JSON, tables and options.</summary>
internal static class Words
{
    /// <summary>Key specs as <c>--spec</c> takes them.</summary>
    public static IReadOnlyDictionary<string, KeySpec> Specs { get; } = new Dictionary<string, KeySpec>(StringComparer.Ordinal)
    {
        ["aes-256"] = KeySpec.Aes256,
        ["rsa-2048"] = KeySpec.Rsa2048,
        ["sm3-hmac"] = KeySpec.Sm3Hmac,
        ["sm4"] = KeySpec.Sm4,
    };

    public static string Of(Enum value) =>
        value is KeySpec spec && Specs.FirstOrDefault(pair => pair.Value == spec).Key is { } word
            ? word
            : JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

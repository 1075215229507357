using System.Text.Json;

namespace Kms.Grains.Tests.Crypto;

/// <summary>Known answers under tests/vectors, copied beside the test assembly.</summary>
internal static class Vectors
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<T> Read<T>(string path) =>
        JsonSerializer.Deserialize<List<T>>(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", path)), s_options)!;

    public static byte[] Hex(this string text) => Convert.FromHexString(text);
}

using System.Text.Json.Serialization;

namespace Kms.Grains.Keys;

/// <summary>Serialisers of the stored shapes in this folder. Member names are stored: they never change.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KeyDocument))]
[JsonSerializable(typeof(KeyPageDocument))]
internal sealed partial class KeyJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace Kms.Grains.Access;

/// <summary>Serialisers of the stored shapes in this folder.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AccessKeyDocument))]
internal sealed partial class AccessKeyJson : JsonSerializerContext;

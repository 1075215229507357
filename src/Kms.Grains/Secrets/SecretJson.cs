using System.Text.Json.Serialization;

namespace Kms.Grains.Secrets;

/// <summary>Serialisers of the stored shapes in this folder.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SecretDocument))]
[JsonSerializable(typeof(SecretVersionDocument))]
internal sealed partial class SecretJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;
using Kms.Client.Keys;
using Kms.Client.Secrets;

namespace Kms.Client.Wire;

/// <summary>Every type that is written to or read from the wire; unknown members are ignored, absent ones left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(WireError))]
[JsonSerializable(typeof(KeyCfgBody))]
[JsonSerializable(typeof(PlaintextBody))]
[JsonSerializable(typeof(CiphertextBody))]
[JsonSerializable(typeof(ValidateBody))]
[JsonSerializable(typeof(KeyIdResult))]
[JsonSerializable(typeof(KeyListResult))]
[JsonSerializable(typeof(KeyInfoResult))]
[JsonSerializable(typeof(KeyDetailResult))]
[JsonSerializable(typeof(CiphertextResult))]
[JsonSerializable(typeof(PlaintextResult))]
[JsonSerializable(typeof(DataKey))]
[JsonSerializable(typeof(PublicKeyResult))]
[JsonSerializable(typeof(SignatureResult))]
[JsonSerializable(typeof(ValidatedResult))]
[JsonSerializable(typeof(SecretCfgBody))]
[JsonSerializable(typeof(SecretVersionCfgBody))]
[JsonSerializable(typeof(SecretDescCfgBody))]
[JsonSerializable(typeof(SecretTimeCfgBody))]
[JsonSerializable(typeof(SecretPackage))]
[JsonSerializable(typeof(SecretIdResult))]
[JsonSerializable(typeof(SecretVersionResult))]
[JsonSerializable(typeof(SecretListResult))]
[JsonSerializable(typeof(SecretDetailResult))]
[JsonSerializable(typeof(SecretVersionInfo))]
[JsonSerializable(typeof(NestedVersionResult))]
internal sealed partial class WireJson : JsonSerializerContext;

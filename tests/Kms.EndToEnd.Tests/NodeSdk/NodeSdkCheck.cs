using System.Text.Json.Serialization;

namespace Kms.EndToEnd.Tests.NodeSdk;

/// <summary>One line that the Node script prints.</summary>
internal sealed record NodeSdkCheck(
    [property: JsonPropertyName("operation")] string? Operation,
    [property: JsonPropertyName("check")] string? Check,
    [property: JsonPropertyName("ok")] bool Ok,
    [property: JsonPropertyName("detail")] string? Detail,
    [property: JsonPropertyName("finished")] bool Finished);

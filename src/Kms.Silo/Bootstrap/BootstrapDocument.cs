using System.Text.Json.Serialization;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Storage;

namespace Kms.Silo.Bootstrap;

/// <summary>The record that remembers which access key was the first, so that the bootstrap applies once. Schema 1.</summary>
/// <param name="AccessKeyId">The first access key.</param>
/// <param name="Account">Its account.</param>
internal sealed record BootstrapDocument(string AccessKeyId, string Account)
{
    /// <summary>Identity of the one record.</summary>
    public static RecordId Identity { get; } = new(RecordKinds.Bootstrap, GrainKeys.SystemAccount, "first-access-key");

    /// <summary>Schema and serialiser.</summary>
    public static DocumentType<BootstrapDocument> Type { get; } = new(1, BootstrapJson.Default.BootstrapDocument);
}

/// <summary>Serialiser of the document above.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BootstrapDocument))]
internal sealed partial class BootstrapJson : JsonSerializerContext;

using System.Text.Json.Serialization.Metadata;

namespace Kms.Grains.Storage;

/// <summary>How documents of one kind are written.</summary>
/// <param name="Schema">The shape that this version writes; a record with a higher one is refused.</param>
/// <param name="Json">Source-generated JSON. Members it does not know belong in an extension-data member of the document.</param>
/// <typeparam name="T">The stored shape, which is neither the domain's type nor the wire's.</typeparam>
internal sealed record DocumentType<T>(int Schema, JsonTypeInfo<T> Json);

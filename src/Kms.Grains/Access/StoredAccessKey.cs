using System.Text.Json;
using Kms.Grains.Domain.Access;

namespace Kms.Grains.Access;

/// <summary>An access key as it was read or written.</summary>
/// <param name="Key">The access key.</param>
/// <param name="Revision">Revision of its record.</param>
/// <param name="UnknownInDocument">Members of the document that this version does not know.</param>
/// <param name="UnknownInRecord">Members of the record that this version does not know.</param>
internal sealed record StoredAccessKey(
    AccessKey Key,
    long Revision,
    Dictionary<string, JsonElement>? UnknownInDocument,
    Dictionary<string, JsonElement>? UnknownInRecord);

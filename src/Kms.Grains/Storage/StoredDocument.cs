using System.Text.Json;

namespace Kms.Grains.Storage;

/// <summary>A document as it was read, its MAC verified.</summary>
/// <param name="Revision">Its revision: what the next write expects.</param>
/// <param name="Document">The document.</param>
/// <param name="Unknown">Members of the envelope that this version does not know; the next write passes them on.</param>
/// <typeparam name="T">The stored shape.</typeparam>
internal sealed record StoredDocument<T>(long Revision, T Document, Dictionary<string, JsonElement>? Unknown)
{
    /// <summary>The type and revision: documents are never printed.</summary>
    public override string ToString() => $"{typeof(T).Name} revision {Revision}";
}

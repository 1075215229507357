using System.Text.Json;
using System.Text.Json.Serialization;
using Kms.Grains.Domain.Access;
using Kms.Grains.Storage;

namespace Kms.Grains.Access;

/// <summary>The stored shape of an access key, schema 1.</summary>
internal sealed record AccessKeyDocument
{
    /// <summary>Schema and serialiser of this document.</summary>
    public static DocumentType<AccessKeyDocument> Type { get; } = new(1, AccessKeyJson.Default.AccessKeyDocument);

    /// <summary>The account that it acts for.</summary>
    public required string Account { get; init; }

    /// <summary><see cref="AccessKeyState"/> as a number.</summary>
    public required int State { get; init; }

    /// <summary>Instant of creation (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The secret as <c>SealedMaterial</c>; empty when deleted.</summary>
    public required byte[] SealedSecret { get; init; }

    /// <summary>Members that this version does not know, kept when the document is written again.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The document of an access key.</summary>
    /// <param name="key">The access key.</param>
    /// <param name="unknown">Members that an earlier read kept.</param>
    public static AccessKeyDocument From(AccessKey key, Dictionary<string, JsonElement>? unknown) => new()
    {
        Account = key.Account,
        State = (int)key.State,
        CreatedAt = key.CreatedAt,
        SealedSecret = key.SealedSecret,
        Unknown = unknown,
    };

    /// <summary>The access key of a document.</summary>
    /// <param name="id">Its id, from the record's identity.</param>
    public AccessKey ToDomain(string id) => new(id, Account, (AccessKeyState)State, CreatedAt, SealedSecret);

    /// <summary>The name of the type: documents are never printed.</summary>
    public override string ToString() => nameof(AccessKeyDocument);
}

using System.Text.Json;

namespace Kms.Grains.Storage;

/// <summary>Collects the members of a stored record while its text is read.</summary>
internal struct StoredRecordMembers(ReadOnlyMemory<byte> text)
{
    private const int All = 0x1ff;

    private int _seen;
    private int _schema;
    private string? _kind;
    private string? _account;
    private string? _id;
    private long _revision;
    private int _macGeneration;
    private byte[]? _mac;
    private ReadOnlyMemory<byte> _index;
    private ReadOnlyMemory<byte> _doc;
    private Dictionary<string, JsonElement>? _unknown;

    /// <summary>Reads one member; the reader stands on its name and is left on its last token.</summary>
    public void ReadMember(ref Utf8JsonReader reader)
    {
        var name = reader.GetString()!;
        StoredRecordFormat.Expect(reader.Read());
        switch (name)
        {
            case "schema": _schema = Once(0, reader.GetInt32()); break;
            case "kind": _kind = Once(1, reader.GetString()); break;
            case "account": _account = Once(2, reader.GetString()); break;
            case "id": _id = Once(3, reader.GetString()); break;
            case "revision": _revision = Once(4, reader.GetInt64()); break;
            case "macGeneration": _macGeneration = Once(5, reader.GetInt32()); break;
            case "mac": _mac = Once(6, reader.GetBytesFromBase64()); break;
            case "index": _index = Once(7, Raw(ref reader)); break;
            case "doc": _doc = Once(8, Raw(ref reader)); break;
            default: StoredRecordFormat.Expect((_unknown ??= []).TryAdd(name, JsonElement.ParseValue(ref reader))); break;
        }
    }

    /// <summary>The record; every member must have been seen.</summary>
    public readonly StoredRecord ToRecord()
    {
        StoredRecordFormat.Expect(_seen == All && _kind is not null && _account is not null && _id is not null);
        return new StoredRecord
        {
            Schema = _schema,
            Id = new RecordId(_kind!, _account!, _id!),
            Revision = _revision,
            MacGeneration = _macGeneration,
            Mac = _mac!,
            Index = _index,
            Doc = _doc,
            Unknown = _unknown,
        };
    }

    private T Once<T>(int member, T value)
    {
        StoredRecordFormat.Expect((_seen & (1 << member)) == 0);
        _seen |= 1 << member;
        return value;
    }

    private readonly ReadOnlyMemory<byte> Raw(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return text[start..(int)reader.BytesConsumed];
    }
}

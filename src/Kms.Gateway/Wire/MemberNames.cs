using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Kms.Gateway.Wire;

/// <summary>The member names of one JSON object, to find one that comes twice. A few are compared in place, more are hashed.</summary>
internal struct MemberNames
{
    private const int InPlace = 8;

    private Places _places;
    private int _count;
    private HashSet<string>? _all;

    /// <summary>Adds the name that the reader stands on.</summary>
    /// <param name="json">The reader, on a property name.</param>
    /// <param name="body">What it reads.</param>
    /// <returns>False when the object has that name already.</returns>
    public bool TryAdd(ref readonly Utf8JsonReader json, ReadOnlySpan<byte> body)
    {
        if (_all is not null || json.ValueIsEscaped || _count == InPlace)
        {
            _all ??= Collect(body);
            return _all.Add(json.GetString()!);
        }

        for (var i = 0; i < _count; i++)
        {
            if (body.Slice(_places[i].Start, _places[i].Length).SequenceEqual(json.ValueSpan))
            {
                return false;
            }
        }

        _places[_count++] = ((int)json.TokenStartIndex + 1, json.ValueSpan.Length);
        return true;
    }

    private readonly HashSet<string> Collect(ReadOnlySpan<byte> body)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < _count; i++)
        {
            names.Add(Encoding.UTF8.GetString(body.Slice(_places[i].Start, _places[i].Length)));
        }

        return names;
    }

    [InlineArray(InPlace)]
    private struct Places
    {
        private (int Start, int Length) first;
    }
}

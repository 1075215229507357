using System.Buffers;

namespace Kms.Gateway.Authentication;

/// <summary>
/// The query of a canonical request: every parameter as name=value, sorted by encoded name, then encoded value. A
/// parameter without a name is left out (published vectors V4 #12 and #13).
/// </summary>
internal static class CanonicalQuery
{
    public static void Write(ref CanonicalBuffer buffer, ReadOnlySpan<char> query)
    {
        if (query.IsEmpty)
        {
            return;
        }

        var start = buffer.Length;
        var parts = ArrayPool<Part>.Shared.Rent(query.Count('&') + 1);
        try
        {
            var count = WriteAsReceived(ref buffer, query, parts);
            Sort(ref buffer, start, parts.AsSpan(0, count));
        }
        finally
        {
            ArrayPool<Part>.Shared.Return(parts);
        }
    }

    private static int WriteAsReceived(ref CanonicalBuffer buffer, ReadOnlySpan<char> query, Part[] parts)
    {
        var count = 0;
        foreach (var range in query.Split('&'))
        {
            var parameter = query[range];
            var equals = parameter.IndexOf('=');
            var name = equals < 0 ? parameter : parameter[..equals];
            if (name.IsEmpty)
            {
                continue;
            }

            WriteSeparator(ref buffer, count);
            var start = buffer.Length;
            CanonicalText.WriteQueryPart(ref buffer, name);
            var nameLength = buffer.Length - start;
            buffer.Write((byte)'=');
            CanonicalText.WriteQueryPart(ref buffer, equals < 0 ? default : parameter[(equals + 1)..]);
            parts[count++] = new Part(start, nameLength, buffer.Length - start);
        }

        return count;
    }

    private static void Sort(ref CanonicalBuffer buffer, int start, Span<Part> parts)
    {
        if (IsSorted(buffer.Bytes, parts))
        {
            return;
        }

        var end = buffer.Length;
        parts.Sort(new ByNameThenValue(buffer.Bytes));
        for (var i = 0; i < parts.Length; i++)
        {
            WriteSeparator(ref buffer, i);
            buffer.WriteCopy(parts[i].Start, parts[i].Length);
        }

        buffer.Remove(start, end);
    }

    private static bool IsSorted(byte[] bytes, ReadOnlySpan<Part> parts)
    {
        for (var i = 1; i < parts.Length; i++)
        {
            if (Compare(bytes, parts[i - 1], parts[i]) > 0)
            {
                return false;
            }
        }

        return true;
    }

    private static void WriteSeparator(ref CanonicalBuffer buffer, int index)
    {
        if (index > 0)
        {
            buffer.Write((byte)'&');
        }
    }

    private static int Compare(byte[] bytes, Part x, Part y)
    {
        var byName = x.Name(bytes).SequenceCompareTo(y.Name(bytes));
        return byName != 0 ? byName : x.Value(bytes).SequenceCompareTo(y.Value(bytes));
    }

    private readonly record struct Part(int Start, int NameLength, int Length)
    {
        public ReadOnlySpan<byte> Name(byte[] bytes) => bytes.AsSpan(Start, NameLength);

        public ReadOnlySpan<byte> Value(byte[] bytes) => bytes.AsSpan(Start + NameLength + 1, Length - NameLength - 1);
    }

    private sealed class ByNameThenValue(byte[] bytes) : IComparer<Part>
    {
        public int Compare(Part x, Part y) => CanonicalQuery.Compare(bytes, x, y);
    }
}

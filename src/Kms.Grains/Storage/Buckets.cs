using System.Text;

namespace Kms.Grains.Storage;

/// <summary>The buckets that due records are spread over, so that several schedulers can share them.</summary>
internal static class Buckets
{
    /// <summary>How many there are. Stored with every record, so fixed for ever.</summary>
    public const int Count = 64;

    /// <summary>The bucket of an id: FNV-1a (32 bits) of its UTF-8 bytes, modulo 64. Stored, so fixed for ever.</summary>
    public static int Of(string id)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(id))
        {
            hash = (hash ^ b) * 16777619u;
        }

        return (int)(hash % Count);
    }
}

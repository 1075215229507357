using Kms.Grains.Domain.Keys;
using Kms.Grains.Storage;

namespace Kms.Grains.Keys;

/// <summary>A head as the data plane uses it. Immutable, but for what it remembers of work done with its versions.</summary>
internal sealed class KeySnapshot(RecordId id, KeyHead head)
{
    private readonly UsableVersion?[] _usable = new UsableVersion?[head.Versions.Length];

    /// <summary>What the rules decide from.</summary>
    public Key Key => head.Key;

    /// <summary>Revision of the record.</summary>
    public long Revision => head.Revision;

    /// <summary>The head.</summary>
    public KeyHead Head => head;

    /// <summary>A version that the head holds, or null.</summary>
    public UsableVersion? Find(uint number)
    {
        if (head.Find(number) is not { } version)
        {
            return null;
        }

        // Two callers may make it twice; either will do.
        ref var usable = ref _usable[number - head.Versions[0].Number];
        return usable ??= new UsableVersion(id, head.Key.Spec, version);
    }
}

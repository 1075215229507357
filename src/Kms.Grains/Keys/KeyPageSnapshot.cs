using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Storage;

namespace Kms.Grains.Keys;

/// <summary>A page as the data plane uses it.</summary>
internal sealed class KeyPageSnapshot(KeyPage page)
{
    private readonly UsableVersion?[] _usable = new UsableVersion?[page.Versions.Length];

    /// <summary>The page.</summary>
    public KeyPage Page => page;

    /// <summary>A version that the page holds, or null.</summary>
    /// <param name="head">Identity of the key's head.</param>
    /// <param name="spec">What the key is made of.</param>
    public UsableVersion? Find(uint number, RecordId head, KeySpec spec)
    {
        if (page.Find(number) is not { } version)
        {
            return null;
        }

        ref var usable = ref _usable[number - page.Versions[0].Number];
        return usable ??= new UsableVersion(head, spec, version);
    }
}

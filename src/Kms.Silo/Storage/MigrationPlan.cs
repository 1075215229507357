using System.Collections.Immutable;
using Kms.Grains.Storage;

namespace Kms.Silo.Storage;

/// <summary>Decides, from what a database says of itself, what is left to do.</summary>
internal static class MigrationPlan
{
    /// <summary>The steps to apply, in order.</summary>
    /// <param name="known">The steps of this version.</param>
    /// <param name="applied">Name and digest of the steps in the database. Unknown ones are a newer version's and leave ours usable.</param>
    /// <exception cref="StorageException">A step was applied with other contents.</exception>
    public static ImmutableArray<MigrationStep> Missing(ImmutableArray<MigrationStep> known, IReadOnlyDictionary<string, string> applied)
    {
        foreach (var step in known)
        {
            if (applied.TryGetValue(step.Name, out var digest) && digest != step.Digest)
            {
                throw new StorageException($"The database was migrated by another step {step.Name} than this version knows; applied steps must not be edited.");
            }
        }

        return [.. known.Where(step => !applied.ContainsKey(step.Name))];
    }

    /// <summary>Refuses a database that serves another cluster.</summary>
    /// <param name="configured">This process' cluster id.</param>
    /// <param name="remembered">The one in the database.</param>
    /// <exception cref="StorageException">They differ.</exception>
    public static void RequireCluster(string configured, string remembered)
    {
        if (configured != remembered)
        {
            throw new StorageException($"The database serves the cluster '{remembered}', but Kms__ClusterId is '{configured}'. One database serves one cluster.");
        }
    }
}

using System.Collections.Immutable;
using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Hosting;
using Kms.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Kms.Grains.Secrets;

/// <summary>Overwrites versions that are gone by tombstones without key and value. Repeating it does no harm.</summary>
internal sealed class SecretEraser(SecretRecords secrets, SecretValues values, ILogger<SecretEraser> logger)
{
    /// <summary>Versions erased at the same time.</summary>
    public const int Parallel = 16;

    /// <summary>Erases versions that the stored head does not name as existing any more.</summary>
    /// <returns>Those that are known to be erased. The others failed, which was logged, and are to be tried again.</returns>
    public async Task<ImmutableArray<uint>> EraseAsync(RecordId head, ImmutableArray<uint> numbers)
    {
        var erased = ImmutableArray.CreateBuilder<uint>(numbers.Length);
        foreach (var batch in numbers.Chunk(Parallel))
        {
            var succeeded = await Task.WhenAll(batch.Select(number => TryEraseAsync(SecretRecords.VersionOf(head, new(number)))));
            erased.AddRange(batch.Where((_, i) => succeeded[i]));
            if (succeeded.Contains(false))
            {
                break;
            }
        }

        return erased.DrainToImmutable();
    }

    private async Task<bool> TryEraseAsync(RecordId version)
    {
        try
        {
            await EraseAsync(version);
            return true;
        }
#pragma warning disable CA1031 // Whatever failed, the version stays among those to be erased.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Faults.ToKms(fault, logger, version);
            return false;
        }
    }

    private async Task EraseAsync(RecordId version)
    {
        if (await secrets.ReadVersionAsync(version, CancellationToken.None) is not { } item)
        {
            return;
        }

        if (item.Version.State != SecretState.Deleted)
        {
            await secrets.WriteVersionAsync(version, item.Erased());
        }

        if (item.Sealed is { } value)
        {
            values.Forget(value);
        }
    }
}

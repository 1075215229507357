using System.Collections.Immutable;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Grains.Domain.Keys;

/// <summary>
/// The states of a key's versions: every version that no run covers is enabled. A key that is only ever rotated has
/// no runs at all, however many versions it has. Immutable.
/// </summary>
/// <param name="Runs">Ascending and disjoint; neighbours that could be one run are one.</param>
internal sealed record VersionExceptions(ImmutableArray<VersionException> Runs)
{
    /// <summary>All versions are enabled.</summary>
    public static VersionExceptions None { get; } = new([]);

    /// <summary>The run that covers a version, or null when it is enabled.</summary>
    public VersionException? Find(uint version)
    {
        var (low, high) = (0, Runs.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var run = Runs[middle];
            if (run.From <= version && version <= run.To)
            {
                return run;
            }

            (low, high) = version < run.From ? (low, middle - 1) : (middle + 1, high);
        }

        return null;
    }

    /// <summary>With one version in another state.</summary>
    /// <param name="version">The version.</param>
    /// <param name="state">Enabled takes it out of the exceptions.</param>
    /// <param name="deleteAt">Instant of destruction when pending, else null.</param>
    public VersionExceptions With(uint version, KeyState state, DateTimeOffset? deleteAt = null)
    {
        var runs = ImmutableArray.CreateBuilder<VersionException>(Runs.Length + 2);
        var added = state == KeyState.Enabled ? (VersionException?)null : new VersionException(version, version, state, deleteAt);
        foreach (var run in Runs)
        {
            if (run.From < version)
            {
                Append(runs, run with { To = Math.Min(run.To, version - 1) });
            }

            if (run.To > version)
            {
                Place();
                Append(runs, run with { From = Math.Max(run.From, version + 1) });
            }
        }

        Place();
        return new(runs.ToImmutable());

        void Place()
        {
            if (added is { } exception)
            {
                Append(runs, exception);
                added = null;
            }
        }
    }

    /// <summary>With every run in the state that it has at an instant.</summary>
    public VersionExceptions At(DateTimeOffset now)
    {
        if (NextDeletion is not { } first || first > now)
        {
            return this;
        }

        var runs = ImmutableArray.CreateBuilder<VersionException>(Runs.Length);
        foreach (var run in Runs)
        {
            Append(runs, run.StateAt(now) == run.State ? run : run with { State = KeyState.Destroyed, DeleteAt = null });
        }

        return new(runs.ToImmutable());
    }

    /// <summary>The earliest planned destruction, or null.</summary>
    public DateTimeOffset? NextDeletion
    {
        get
        {
            DateTimeOffset? next = null;
            foreach (var run in Runs)
            {
                if (run.State == KeyState.PendingDeletion && (next is null || run.DeleteAt < next))
                {
                    next = run.DeleteAt;
                }
            }

            return next;
        }
    }

    /// <summary>The numbers of the destroyed versions; the caller has settled what is due.</summary>
    public NumberSet Destroyed => Runs
        .Where(run => run.State == KeyState.Destroyed)
        .Aggregate(NumberSet.Empty, (numbers, run) => numbers.Add(new NumberRun(run.From, run.To)));

    private static void Append(ImmutableArray<VersionException>.Builder runs, VersionException run)
    {
        if (runs.Count > 0 && runs[^1].Precedes(run))
        {
            runs[^1] = runs[^1] with { To = run.To };
        }
        else
        {
            runs.Add(run);
        }
    }

    /// <summary>Equal when they hold the same runs.</summary>
    public bool Equals(VersionExceptions? other) => other is not null && Runs.AsSpan().SequenceEqual(other.Runs.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Runs.IsEmpty ? 0 : HashCode.Combine(Runs.Length, Runs[0], Runs[^1]);
}

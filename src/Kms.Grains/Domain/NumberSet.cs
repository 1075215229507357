using System.Collections.Immutable;

namespace Kms.Grains.Domain;

/// <summary>
/// A set of version numbers as runs: the versions of which nothing was ever deleted are one run, however many there
/// are, so what holds them stays small. Immutable.
/// </summary>
/// <param name="Runs">Ascending, disjoint, with a gap between neighbours.</param>
internal sealed record NumberSet(ImmutableArray<NumberRun> Runs)
{
    /// <summary>No numbers.</summary>
    public static NumberSet Empty { get; } = new([]);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => Runs.IsEmpty;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            long count = 0;
            foreach (var run in Runs)
            {
                count += run.Count;
            }

            return checked((int)count);
        }
    }

    /// <summary>Whether a number is among them.</summary>
    public bool Contains(uint number)
    {
        var (low, high) = (0, Runs.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var run = Runs[middle];
            if (run.From <= number && number <= run.To)
            {
                return true;
            }

            (low, high) = number < run.From ? (low, middle - 1) : (middle + 1, high);
        }

        return false;
    }

    /// <summary>All numbers of some runs, which may overlap and come in any order.</summary>
    public static NumberSet Of(IEnumerable<NumberRun> runs)
    {
        var merged = ImmutableArray.CreateBuilder<NumberRun>();
        foreach (var run in runs.OrderBy(run => run.From))
        {
            if (merged.Count > 0 && run.From <= (long)merged[^1].To + 1)
            {
                merged[^1] = merged[^1] with { To = Math.Max(merged[^1].To, run.To) };
            }
            else
            {
                merged.Add(run);
            }
        }

        return new(merged.ToImmutable());
    }

    /// <summary>With all numbers of another set.</summary>
    public NumberSet Add(NumberSet other) => Of(Runs.Concat(other.Runs));

    /// <summary>With one more number; nothing changes when it is there already.</summary>
    public NumberSet Add(uint number) => Add(new NumberRun(number, number));

    /// <summary>With all numbers of a run.</summary>
    public NumberSet Add(NumberRun added)
    {
        var runs = ImmutableArray.CreateBuilder<NumberRun>(Runs.Length + 1);
        foreach (var run in Runs)
        {
            // A run that touches the added one becomes part of it.
            if ((long)run.To + 1 < added.From)
            {
                runs.Add(run);
            }
            else if (run.From > (long)added.To + 1)
            {
                runs.Add(added);
                added = run;
            }
            else
            {
                added = new NumberRun(Math.Min(run.From, added.From), Math.Max(run.To, added.To));
            }
        }

        runs.Add(added);
        return new(runs.ToImmutable());
    }

    /// <summary>Without the numbers of a run.</summary>
    public NumberSet Remove(NumberRun removed)
    {
        var runs = ImmutableArray.CreateBuilder<NumberRun>(Runs.Length + 1);
        foreach (var run in Runs)
        {
            if (run.To < removed.From || run.From > removed.To)
            {
                runs.Add(run);
                continue;
            }

            if (run.From < removed.From)
            {
                runs.Add(run with { To = removed.From - 1 });
            }

            if (run.To > removed.To)
            {
                runs.Add(run with { From = removed.To + 1 });
            }
        }

        return new(runs.ToImmutable());
    }

    /// <summary>Without one number.</summary>
    public NumberSet Remove(uint number) => Remove(new NumberRun(number, number));

    /// <summary>A page of the numbers, the largest first.</summary>
    /// <param name="skip">How many of the largest to pass over.</param>
    /// <param name="take">How many at most.</param>
    public ImmutableArray<uint> Largest(long skip, int take)
    {
        var page = ImmutableArray.CreateBuilder<uint>();
        for (var i = Runs.Length - 1; i >= 0 && page.Count < take; i--)
        {
            var run = Runs[i];
            if (skip >= run.Count)
            {
                skip -= run.Count;
                continue;
            }

            for (var number = run.To - (uint)skip; number >= run.From && page.Count < take; number--)
            {
                page.Add(number);
            }

            skip = 0;
        }

        return page.ToImmutable();
    }

    /// <summary>Sets are equal when they hold the same numbers.</summary>
    public bool Equals(NumberSet? other) => other is not null && Runs.AsSpan().SequenceEqual(other.Runs.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Runs.IsEmpty ? 0 : HashCode.Combine(Runs.Length, Runs[0], Runs[^1]);
}

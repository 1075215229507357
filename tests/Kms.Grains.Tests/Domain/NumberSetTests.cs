using CsCheck;
using Kms.Grains.Domain;

namespace Kms.Grains.Tests.Domain;

public sealed class NumberSetTests
{
    private static readonly Gen<(bool Add, uint From, uint Length)[]> Steps = Gen.Select(Gen.Bool, Gen.UInt[1, 60], Gen.UInt[0, 10]).Array[0, 60];

    [Fact]
    public void Set_AfterAnyHistory_EqualsAPlainSet() => Steps.Sample(steps =>
    {
        var (numbers, model) = Run(steps);

        Assert.Equal(model.Count, numbers.Count);
        Assert.Equal(model.Count == 0, numbers.IsEmpty);
        Assert.Equal(model.Reverse(), numbers.Largest(0, int.MaxValue));
        Assert.All(Enumerable.Range(0, 80), number => Assert.Equal(model.Contains((uint)number), numbers.Contains((uint)number)));
    });

    [Fact]
    public void Set_AfterAnyHistory_IsCanonical() => Steps.Sample(steps =>
    {
        var numbers = Run(steps).Numbers;

        Assert.All(numbers.Runs, run => Assert.True(run.From >= 1 && run.From <= run.To));
        Assert.All(numbers.Runs.Zip(numbers.Runs.Skip(1)), pair => Assert.True(pair.First.To + 1 < pair.Second.From));
        Assert.Equal(numbers, numbers.Runs.Aggregate(NumberSet.Empty, (set, run) => set.Add(run)));
    });

    [Fact]
    public void Union_OfTwoHistories_HoldsWhatEitherHolds() => Gen.Select(Steps, Steps).Sample((one, other) =>
    {
        var ((left, leftModel), (right, rightModel)) = (Run(one), Run(other));

        var union = left.Add(right);

        Assert.Equal(leftModel.Union(rightModel).OrderDescending(), union.Largest(0, int.MaxValue));
        Assert.Equal(union, union.Runs.Aggregate(NumberSet.Empty, (set, run) => set.Add(run)));
    });

    [Fact]
    public void Of_OverlappingRunsInAnyOrder_IsCanonical() =>
        Assert.Equal([new NumberRun(1, 9), new NumberRun(11, uint.MaxValue)], NumberSet.Of([new(11, uint.MaxValue), new(4, 9), new(12, 12), new(1, 3), new(2, 5)]).Runs);

    [Fact]
    public void Page_OfAnyPlace_IsTheSliceOfTheWhole() => Gen.Select(Steps, Gen.Int[0, 60], Gen.Int[0, 20]).Sample((steps, skip, take) =>
    {
        var numbers = Run(steps).Numbers;

        Assert.Equal(numbers.Largest(0, int.MaxValue).Skip(skip).Take(take), numbers.Largest(skip, take));
    });

    [Fact]
    public void Set_NothingRemoved_HasOneRun() =>
        Assert.Equal([new NumberRun(1, 1000)], Enumerable.Range(1, 1000).Aggregate(NumberSet.Empty, (set, number) => set.Add((uint)number)).Runs);

    private static (NumberSet Numbers, SortedSet<uint> Model) Run((bool Add, uint From, uint Length)[] steps)
    {
        var (numbers, model) = (NumberSet.Empty, new SortedSet<uint>());
        foreach (var (add, from, length) in steps)
        {
            var run = new NumberRun(from, from + length);
            numbers = add ? numbers.Add(run) : numbers.Remove(run);
            for (var number = run.From; number <= run.To; number++)
            {
                _ = add ? model.Add(number) : model.Remove(number);
            }
        }

        return (numbers, model);
    }
}

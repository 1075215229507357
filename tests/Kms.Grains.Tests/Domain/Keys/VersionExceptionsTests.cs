using CsCheck;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Tests.Domain.Keys;

public sealed class VersionExceptionsTests
{
    private static readonly DateTimeOffset Epoch = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<(uint Version, KeyState State, int Day)[]> Steps = Gen.Select(
        Gen.UInt[1, 40], Gen.Int[1, 4].Select(state => (KeyState)state), Gen.Int[1, 3]).Array[0, 80];

    [Fact]
    public void Exceptions_AfterAnyHistory_EqualAPlainTable() => Gen.Select(Steps, Gen.Int[0, 4]).Sample((steps, today) =>
    {
        var (exceptions, model) = Run(steps);
        var now = Epoch.AddDays(today);

        Assert.All(Enumerable.Range(1, 45), number =>
        {
            var expected = model.TryGetValue((uint)number, out var entry) ? entry : (State: KeyState.Enabled, DeleteAt: (DateTimeOffset?)null);
            var due = expected.State == KeyState.PendingDeletion && expected.DeleteAt <= now;
            Assert.Equal(due ? KeyState.Destroyed : expected.State, exceptions.Find((uint)number)?.StateAt(now) ?? KeyState.Enabled);
            Assert.Equal(due ? KeyState.Destroyed : expected.State, exceptions.At(now).Find((uint)number)?.State ?? KeyState.Enabled);
        });
        Assert.Equal(model.Values.Where(entry => entry.State == KeyState.PendingDeletion).Min(entry => entry.DeleteAt), exceptions.NextDeletion);
    });

    [Fact]
    public void Exceptions_AfterAnyHistory_AreCanonical() => Gen.Select(Steps, Gen.Int[0, 4]).Sample((steps, today) =>
    {
        var exceptions = Run(steps).Exceptions.At(Epoch.AddDays(today));

        Assert.All(exceptions.Runs, run => Assert.True(run.From >= 1 && run.From <= run.To && run.State != KeyState.Enabled));
        Assert.All(exceptions.Runs, run => Assert.Equal(run.State == KeyState.PendingDeletion, run.DeleteAt is not null));
        Assert.All(exceptions.Runs.Zip(exceptions.Runs.Skip(1)), pair => Assert.True(pair.First.To < pair.Second.From && !pair.First.Precedes(pair.Second)));
    });

    private static (VersionExceptions Exceptions, Dictionary<uint, (KeyState State, DateTimeOffset? DeleteAt)> Model) Run((uint, KeyState, int)[] steps)
    {
        var (exceptions, model) = (VersionExceptions.None, new Dictionary<uint, (KeyState, DateTimeOffset?)>());
        foreach (var (version, state, day) in steps)
        {
            DateTimeOffset? deleteAt = state == KeyState.PendingDeletion ? Epoch.AddDays(day) : null;
            exceptions = exceptions.With(version, state, deleteAt);
            model[version] = (state, deleteAt);
        }

        return (exceptions, model);
    }
}

using CsCheck;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Tests.Domain.Keys;

/// <summary>Random histories of one key, with time passing, against a naive model that keeps a plain row per version.</summary>
public sealed class KeyPropertyTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<(int Command, uint Version, int Days)[]> Histories =
        Gen.Select(Gen.Int[0, 10], Gen.UInt[0, 45], Gen.Int[0, 12]).Array[0, 150];

    [Fact]
    public void Key_AfterAnyHistory_EqualsTheNaiveModel() => Histories.Sample(history =>
    {
        var model = new NaiveKey();
        var key = Granted(KeyLifecycle.Create(null, new NewKey("n", "d", KeySpec.Aes256, 0), Start))!;
        var now = Start;
        foreach (var (command, version, days) in history)
        {
            now = now.AddDays(command == 10 ? days : 0);
            model.Pass(now);
            var decision = Apply(key, command, new KeyVersionNumber(version), now);
            var expected = model.Apply(command, version, now);
            if (decision is { } decided)
            {
                Assert.Equal(expected, decided.Refusal is null);
                key = Granted(decided) ?? key;
            }

            Assert.Equal(model.State, key.At(now).State);
            Assert.Equal(model.Versions.Count, (int)key.Primary.Value);
            Assert.All(model.Versions, row => Assert.True(model.State == KeyState.Destroyed || row.Value.State == key.StateOf(new(row.Key), now)));
            AssertInvariants(key, now);
        }
    });

    [Fact]
    public void Refused_AnyCommand_ChangesNothing() => Histories.Sample(history =>
    {
        var (key, now) = (Granted(KeyLifecycle.Create(null, new NewKey("n", "d", KeySpec.Rsa2048, 0), Start))!, Start);
        foreach (var (command, version, days) in history)
        {
            now = now.AddDays(command == 10 ? days : 0);
            var before = key with { };
            if (Apply(key, command, new KeyVersionNumber(version), now) is { } decision)
            {
                Assert.Equal(before, key);
                key = Granted(decision) ?? key;
            }
        }
    });

    private static void AssertInvariants(Key key, DateTimeOffset now)
    {
        var settled = key.At(now);
        Assert.Equal(settled.State == KeyState.PendingDeletion, settled.DeleteAt is not null);
        Assert.Equal(settled, settled.At(now));
        Assert.NotEqual(KeyState.PendingDeletion, key.StateOf(key.Primary, now));
        Assert.True(settled.Unerased.IsEmpty || settled.Unerased.Largest(0, 1)[0] < KeyPages.OldestInHead(key.Primary.Next));
        Assert.All(settled.Exceptions.Runs, run => Assert.True(run.To <= key.Primary.Value));
    }

    private static Decision<Key>? Apply(Key key, int command, KeyVersionNumber version, DateTimeOffset now) => command switch
    {
        0 => KeyLifecycle.Enable(key, now),
        1 => KeyLifecycle.Disable(key, now),
        2 or 3 => KeyLifecycle.Rotate(key, now),
        4 => KeyLifecycle.ScheduleDeletion(key, 7, now),
        5 => KeyLifecycle.CancelDeletion(key, now),
        6 => KeyVersionLifecycle.Enable(key, version, now),
        7 => KeyVersionLifecycle.Disable(key, version, now),
        8 => KeyVersionLifecycle.ScheduleDeletion(key, version, 7, now),
        9 => KeyVersionLifecycle.CancelDeletion(key, version, now),
        _ => (Decision<Key>?)null,
    };

    private static Key? Granted(Decision<Key> decision) => decision.IsRefused(out _, out var key) ? null : key;

    private sealed class NaiveKey
    {
        public Dictionary<uint, (KeyState State, DateTimeOffset Due)> Versions { get; } = new() { [1] = (KeyState.Enabled, default) };

        public KeyState State { get; private set; } = KeyState.Enabled;

        private DateTimeOffset Due { get; set; }

        private uint Primary => (uint)Versions.Count;

        public void Pass(DateTimeOffset now)
        {
            if (State == KeyState.PendingDeletion && Due <= now)
            {
                State = KeyState.Destroyed;
            }

            foreach (var (version, row) in Versions.Where(row => row.Value.State == KeyState.PendingDeletion && row.Value.Due <= now).ToList())
            {
                Versions[version] = (KeyState.Destroyed, row.Due);
            }
        }

        /// <summary>Whether the command is allowed; then it is done.</summary>
        public bool Apply(int command, uint version, DateTimeOffset now) => State != KeyState.Destroyed && command switch
        {
            0 => State != KeyState.PendingDeletion && Set(KeyState.Enabled, now),
            1 => State != KeyState.PendingDeletion && Set(KeyState.Disabled, now),
            2 or 3 => State == KeyState.Enabled && SetVersion(Primary + 1, KeyState.Enabled, now),
            4 => State != KeyState.PendingDeletion && Set(KeyState.PendingDeletion, now),
            5 => State == KeyState.PendingDeletion && Set(KeyState.Disabled, now),
            6 => Changeable(version, pending: false) && SetVersion(version, KeyState.Enabled, now),
            7 => Changeable(version, pending: false) && SetVersion(version, KeyState.Disabled, now),
            8 => version != Primary && Changeable(version, pending: false) && SetVersion(version, KeyState.PendingDeletion, now),
            9 => Changeable(version, pending: true) && SetVersion(version, KeyState.Disabled, now),
            _ => false,
        };

        private bool Changeable(uint version, bool pending) =>
            State != KeyState.PendingDeletion && Versions.TryGetValue(version, out var row) && row.State != KeyState.Destroyed && (row.State == KeyState.PendingDeletion) == pending;

        private bool Set(KeyState state, DateTimeOffset now)
        {
            (State, Due) = (state, now.AddDays(7));
            return true;
        }

        private bool SetVersion(uint version, KeyState state, DateTimeOffset now)
        {
            Versions[version] = (state, now.AddDays(7));
            return true;
        }
    }
}

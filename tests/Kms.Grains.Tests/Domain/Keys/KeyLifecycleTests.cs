using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Tests.Domain.Keys;

public sealed class KeyLifecycleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(KeySpec.Aes256, -1, KmsErrorCode.InvalidArgument)]
    [InlineData(KeySpec.Aes256, 0, null)]
    [InlineData(KeySpec.Aes256, 2560, null)]
    [InlineData(KeySpec.Aes256, 2561, KmsErrorCode.InvalidArgument)]
    [InlineData(KeySpec.Sm4, 30, null)]
    [InlineData(KeySpec.Rsa2048, 30, KmsErrorCode.InvalidArgument)]
    [InlineData(KeySpec.Sm3Hmac, 30, KmsErrorCode.InvalidArgument)]
    [InlineData(KeySpec.Unknown, 0, KmsErrorCode.InvalidArgument)]
    [InlineData((KeySpec)99, 0, KmsErrorCode.InvalidArgument)]
    public void Create_KindAndPeriod_AreChecked(KeySpec spec, int days, KmsErrorCode? refusal) =>
        Assert.Equal(refusal, KeyLifecycle.Create(null, new NewKey("", "", spec, days), Now).Refusal?.Code);

    [Fact]
    public void Create_IdTakenByTombstone_IsRefused() =>
        Assert.Equal(KeyRefusals.AlreadyExists, KeyLifecycle.Create(New() with { State = KeyState.Destroyed }, new NewKey("", "", KeySpec.Aes256, 0), Now).Refusal);

    [Theory]
    [InlineData(0, null, null, 0)] // nothing said, nothing on
    [InlineData(30, null, null, 30)]
    [InlineData(30, null, 60, 60)] // a period changes one that is on
    [InlineData(0, null, 60, 0)] // and does not turn one on
    [InlineData(30, null, 0, 0)]
    [InlineData(30, true, null, 30)]
    [InlineData(0, true, 60, 60)]
    [InlineData(30, false, null, 0)]
    [InlineData(30, false, 60, 0)]
    public void Update_Rotation_FollowsSwitchAndPeriod(int before, bool? on, int? days, int after) =>
        Assert.Equal(after, Granted(KeyLifecycle.Update(New(before), new KeyUpdate(null, null, null, on, days), Now)).RotationDays);

    [Theory]
    [InlineData(0, true, null)]
    [InlineData(0, true, 0)]
    [InlineData(30, true, 0)]
    [InlineData(30, null, 2561)]
    [InlineData(30, false, -1)]
    public void Update_RotationWithoutUsablePeriod_IsRefused(int before, bool? on, int? days) =>
        Assert.Equal(KmsErrorCode.InvalidArgument, KeyLifecycle.Update(New(before), new KeyUpdate(null, null, null, on, days), Now).Refusal?.Code);

    [Fact]
    public void Update_SwitchedOnWithPeriodZero_IsRefusedBeforeTheKeyIsLookedFor() =>
        Assert.Equal(KeyRefusals.NoRotationPeriod, KeyLifecycle.Update(null, new KeyUpdate(null, null, null, true, 0), Now).Refusal);

    [Fact]
    public void Update_ChangedPeriod_StartsInFullFromNowAndEqualOneChangesNothing()
    {
        var key = New(30);
        var later = Now.AddDays(10);

        Assert.Equal(later.AddDays(60), Granted(KeyLifecycle.Update(key, new KeyUpdate(null, null, null, null, 60), later)).RotateAt);
        Assert.Equal(Now.AddDays(30), Granted(KeyLifecycle.Update(key, new KeyUpdate("other", null, null, true, 30), later)).RotateAt);
    }

    [Fact]
    public void Update_OtherSpec_IsRefusedAndEqualOneIgnored()
    {
        Assert.Equal(KeyRefusals.OtherSpec, KeyLifecycle.Update(New(), new KeyUpdate(null, null, KeySpec.Sm4, null, null), Now).Refusal);
        Assert.Null(KeyLifecycle.Update(New(), new KeyUpdate(null, null, KeySpec.Aes256, null, null), Now).Refusal);
    }

    [Fact]
    public void Rotate_Manually_PostponesTheAutomaticOne()
    {
        var rotated = Granted(KeyLifecycle.Rotate(New(30), Now.AddDays(29)));

        Assert.Equal(new KeyVersionNumber(2), rotated.Primary);
        Assert.False(KeyLifecycle.IsRotationDue(rotated, Now.AddDays(30)));
        Assert.True(KeyLifecycle.IsRotationDue(rotated, Now.AddDays(59)));
    }

    [Fact]
    public void Rotation_MissedForManyPeriods_IsOne()
    {
        var late = Now.AddDays(365);

        var rotated = Granted(KeyLifecycle.Rotate(New(30), late));

        Assert.Equal(new KeyVersionNumber(2), rotated.Primary);
        Assert.False(KeyLifecycle.IsRotationDue(rotated, late));
        Assert.Equal(late.AddDays(30), rotated.RotateAt);
    }

    [Fact]
    public void Rotation_DisabledKey_WaitsUntilEnabled()
    {
        var disabled = Granted(KeyLifecycle.Disable(New(30), Now));
        var late = Now.AddDays(31);

        Assert.False(KeyLifecycle.IsRotationDue(disabled, late));
        Assert.Null(KeyLifecycle.NextWake(disabled, late));
        Assert.True(KeyLifecycle.IsRotationDue(Granted(KeyLifecycle.Enable(disabled, late)), late));
    }

    [Fact]
    public void ScheduleDeletion_Twice_KeepsTheFirstDate()
    {
        var scheduled = Granted(KeyLifecycle.ScheduleDeletion(New(), 7, Now));

        Assert.Equal(Now.AddDays(7), scheduled.DeleteAt);
        Assert.Equal(KeyRefusals.PendingDeletion, KeyLifecycle.ScheduleDeletion(scheduled, 30, Now.AddDays(1)).Refusal);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(31)]
    public void ScheduleDeletion_DelayOutOfRange_IsRefused(int days)
    {
        Assert.Equal(KeyRefusals.BadDelay, KeyLifecycle.ScheduleDeletion(New(), days, Now).Refusal);
        Assert.Equal(KeyRefusals.BadDelay, KeyVersionLifecycle.ScheduleDeletion(New(), new(1), days, Now).Refusal);
    }

    [Fact]
    public void Due_Key_IsGoneForCallersAndLeavesMaterialToErase()
    {
        var key = Granted(KeyLifecycle.ScheduleDeletion(New() with { Primary = new(40) }, 7, Now));
        var due = Now.AddDays(7);

        var settled = KeyLifecycle.Settle(key, due);

        Assert.Equal(KeyRefusals.NotFound, KeyLifecycle.CancelDeletion(key, due).Refusal);
        Assert.Equal(KeyState.Destroyed, settled.State);
        Assert.Equal([new NumberRun(1, 16)], settled.Unerased.Runs);
        Assert.Equal(due, KeyLifecycle.NextWake(settled, due));
        Assert.Null(KeyLifecycle.NextWake(KeyLifecycle.Erased(settled, new NumberRun(1, 16)), due));
    }

    [Fact]
    public void Due_VersionOfKeyPendingDeletion_GoesFirst()
    {
        var key = Granted(KeyVersionLifecycle.ScheduleDeletion(New() with { Primary = new(40) }, new(3), 7, Now));
        key = Granted(KeyLifecycle.ScheduleDeletion(key, 30, Now));

        Assert.Equal(Now.AddDays(7), KeyLifecycle.NextWake(key, Now));
        var settled = KeyLifecycle.Settle(key, Now.AddDays(7));
        Assert.Equal(KeyState.PendingDeletion, settled.State);
        Assert.Equal(KeyState.Destroyed, settled.StateOf(new(3), Now.AddDays(7)));
        Assert.Equal([new NumberRun(3, 3)], settled.Unerased.Runs);
    }

    [Fact]
    public void Erased_Version_IsNotErasedAgainWhenAnotherFollows()
    {
        var key = New() with { Primary = new(40), Exceptions = VersionExceptions.None.With(3, KeyState.Destroyed) };
        key = Granted(KeyVersionLifecycle.ScheduleDeletion(key, new(4), 7, Now));

        Assert.Equal([new NumberRun(4, 4)], KeyLifecycle.Settle(key, Now.AddDays(7)).Unerased.Runs);
    }

    [Fact]
    public void Versions_Listed_NewestFirstWithoutDestroyedOnes()
    {
        var key = New() with { Primary = new(12), Exceptions = VersionExceptions.None.With(10, KeyState.Destroyed).With(9, KeyState.Disabled) };

        Assert.Equal(11, KeyVersions.Count(key, Now));
        Assert.Equal([12u, 11, 9], KeyVersions.Page(key, 0, 3, Now).Select(version => version.Value));
        Assert.Empty(KeyVersions.Page(key, 11, 3, Now));
    }

    private static Key New(int rotationDays = 0) => Granted(KeyLifecycle.Create(null, new NewKey("n", "d", KeySpec.Aes256, rotationDays), Now));

    private static Key Granted(Decision<Key> decision)
    {
        Assert.Null(decision.Refusal);
        decision.IsRefused(out _, out var key);
        return key!;
    }
}

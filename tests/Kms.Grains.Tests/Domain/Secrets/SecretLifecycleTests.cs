using CsCheck;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain;
using Kms.Grains.Domain.Secrets;

namespace Kms.Grains.Tests.Domain.Secrets;

public sealed class SecretLifecycleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Create_Empty_IsEnabledWithVersionOneReadableNow()
    {
        var made = Granted(SecretLifecycle.Create(null, ("n", "d"), (null, null), Now));

        Assert.Equal(SecretState.Enabled, made.Secret.State);
        Assert.Equal(SecretVersionNumber.First, made.Version.Number);
        Assert.Equal(new SecretVersionNumber(2), made.Secret.NextVersion);
        Assert.Null(SecretLifecycle.RefuseReading(made.Secret, made.Version, Now));
    }

    [Fact]
    public void Create_IdTakenByTombstone_IsRefused()
    {
        var tombstone = Granted(SecretLifecycle.Delete(NewSecret().Secret));

        Assert.Equal(KmsErrorCode.AlreadyExists, Refused(SecretLifecycle.Create(tombstone, ("", ""), (null, null), Now)));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void Create_NameOfLength_IsAcceptedUpTo128(int length, bool accepted) =>
        Assert.Equal(accepted, SecretLifecycle.Create(null, (string.Concat(Enumerable.Repeat("𝒦", length)), ""), (null, null), Now).Refusal is null);

    [Theory]
    [InlineData("a\nb", "", false)]
    [InlineData("", "a\r\n\tb", true)]
    [InlineData("", "a\u0001b", false)]
    public void Create_ControlCharacters_AreRefusedButForLinesOfDescriptions(string name, string description, bool accepted) =>
        Assert.Equal(accepted, SecretLifecycle.Create(null, (name, description), (null, null), Now).Refusal is null);

    [Fact]
    public void Create_LoneSurrogate_IsRefused() =>
        Assert.NotNull(SecretLifecycle.Create(null, (((char)0xD800).ToString(), ""), (null, null), Now).Refusal);

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0, 1, true)]
    [InlineData(5, 3, false)]
    public void Create_Window_MustNotBeEmpty(int start, int expire, bool accepted) =>
        Assert.Equal(accepted, SecretLifecycle.Create(null, ("", ""), (Now.AddSeconds(start), Now.AddSeconds(expire)), Now).Refusal is null);

    [Theory]
    [InlineData(-1, KmsErrorCode.StateConflict)]
    [InlineData(0, null)]
    [InlineData(9, null)]
    [InlineData(10, KmsErrorCode.StateConflict)]
    public void Read_AroundTheWindow_IsGrantedInsideOnly(int seconds, KmsErrorCode? refusal)
    {
        var (secret, version) = NewSecret(Now, Now.AddSeconds(10));

        Assert.Equal(refusal, SecretLifecycle.RefuseReading(secret, version, Now.AddSeconds(seconds))?.Code);
    }

    [Fact]
    public void Read_DisabledSecretOrVersion_IsRefused()
    {
        var (secret, version) = NewSecret();
        var disabled = Granted(SecretLifecycle.Set(secret, SecretState.Disabled));
        var disabledVersion = Granted(SecretLifecycle.SetVersion(secret, version, SecretState.Disabled));

        Assert.Equal(SecretRefusals.Disabled, SecretLifecycle.RefuseReading(disabled, version, Now));
        Assert.Equal(SecretRefusals.VersionDisabled, SecretLifecycle.RefuseReading(secret, disabledVersion, Now));
    }

    [Fact]
    public void AddVersion_DisabledSecret_IsRefused()
    {
        var disabled = Granted(SecretLifecycle.Set(NewSecret().Secret, SecretState.Disabled));

        Assert.Equal(SecretRefusals.Disabled, SecretLifecycle.AddVersion(disabled, (null, null), Now).Refusal);
    }

    [Fact]
    public void DeleteVersion_TheLastOne_LeavesASecretWhoseNumbersGoOn()
    {
        var (secret, version) = NewSecret();

        var empty = Granted(SecretLifecycle.DeleteVersion(secret, version.Number));

        Assert.Equal(0, empty.Versions.Count);
        Assert.Equal(new SecretVersionNumber(2), Granted(SecretLifecycle.AddVersion(empty, (null, null), Now)).Version.Number);
        Assert.Equal(SecretRefusals.VersionNotFound, SecretLifecycle.DeleteVersion(empty, version.Number).Refusal);
        Assert.Equal(SecretRefusals.VersionNotFound, SecretLifecycle.RefuseReading(empty, version, Now));
    }

    [Fact]
    public void DeleteVersion_Always_IsRememberedUntilErased()
    {
        var secret = Granted(SecretLifecycle.AddVersion(NewSecret().Secret, (null, null), Now)).Secret;

        var without = Granted(SecretLifecycle.DeleteVersion(secret, new(1)));

        Assert.Equal([1u], without.Unerased.Largest(0, 9));
        Assert.Equal([2u], without.Versions.Largest(0, 9));
        Assert.True(SecretLifecycle.Erased(without, [1, 7]).Unerased.IsEmpty);
    }

    [Fact]
    public void Delete_Always_HasAllVersionsToEraseAndTheOneThatACreationMayHaveLeft()
    {
        var secret = Granted(SecretLifecycle.AddVersion(NewSecret().Secret, (null, null), Now)).Secret;

        var tombstone = Granted(SecretLifecycle.Delete(Granted(SecretLifecycle.DeleteVersion(secret, new(1)))));

        Assert.Equal((SecretState.Deleted, string.Empty, string.Empty), (tombstone.State, tombstone.Name, tombstone.Description));
        Assert.True(tombstone.Versions.IsEmpty);
        Assert.Equal([3u, 2u, 1u], tombstone.Unerased.Largest(0, 9));
    }

    [Fact]
    public void Reserve_NewSecret_IsATombstoneThatNamesItsVersions()
    {
        var reservation = SecretLifecycle.Reserve(NewSecret().Secret);

        Assert.False(reservation.Exists);
        Assert.Contains(1u, reservation.Unerased.Largest(0, 9));
        Assert.Equal(SecretRefusals.AlreadyExists, SecretLifecycle.Create(reservation, ("", ""), (null, null), Now).Refusal);
    }

    [Fact]
    public void Version_OnlyATombstoneLeft_IsNotFound()
    {
        var (secret, version) = NewSecret();
        var tombstone = version with { State = SecretState.Deleted };

        Assert.Equal(SecretRefusals.VersionNotFound, SecretLifecycle.RefuseReading(secret, tombstone, Now));
        Assert.Equal(SecretRefusals.VersionNotFound, SecretLifecycle.SetVersion(secret, tombstone, SecretState.Enabled).Refusal);
        Assert.Equal(SecretRefusals.VersionNotFound, SecretLifecycle.ChangeWindow(secret, tombstone, default, default, Now).Refusal);
    }

    [Fact]
    public void Import_Package_KeepsNumbersStateAndNextButNotTheCreation()
    {
        var exported = Exported(3, 7);

        var secret = Granted(SecretLifecycle.Import(null, exported, Now.AddDays(1)));

        Assert.Equal(("n", "d", SecretState.Enabled, Now.AddDays(1)), (secret.Name, secret.Description, secret.State, secret.CreatedAt));
        Assert.Equal([7u, 3u], secret.Versions.Largest(0, 9));
        Assert.Equal(exported.NextVersion, secret.NextVersion);
        Assert.Equal(SecretRefusals.AlreadyExists, SecretLifecycle.Import(secret, exported, Now).Refusal);
    }

    [Fact]
    public void Import_WhatNoSecretCanBe_IsABadPackage() => Assert.All(
        new[]
        {
            Exported(3, 3),
            Exported(7, 3),
            Exported(0),
            Exported(3) with { NextVersion = new(3) },
            Exported() with { NextVersion = new(0) },
            Exported(3) with { State = SecretState.Deleted },
            Exported(3) with { Name = "a\nb" },
            Exported(3) with { Versions = [Exported(3).Versions[0] with { State = SecretState.Deleted }] },
            Exported(3) with { Versions = [Exported(3).Versions[0] with { ExpireAt = Now }] },
        },
        exported => Assert.Equal(SecretRefusals.BadPackage, SecretLifecycle.Import(null, exported, Now).Refusal));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(65_536, true)]
    [InlineData(65_537, false)]
    public void Data_OfLength_IsAcceptedUpTo64KiB(int length, bool accepted) =>
        Assert.Equal(accepted, SecretData.Refuse(Enumerable.Repeat((byte)'a', length).ToArray()) is null);

    [Fact]
    public void Data_NoUtf8_IsRefused() => Assert.Equal(SecretRefusals.BadData, SecretData.Refuse([0x61, 0xC3]));

    [Fact]
    public void Deleted_EveryCommand_IsNotFound()
    {
        var (secret, version) = NewSecret();
        var deleted = Granted(SecretLifecycle.Delete(secret));

        Assert.All(
            new[]
            {
                SecretLifecycle.Update(deleted, "n", null).Refusal,
                SecretLifecycle.Set(deleted, SecretState.Enabled).Refusal,
                SecretLifecycle.Delete(deleted).Refusal,
                SecretLifecycle.AddVersion(deleted, (null, null), Now).Refusal,
                SecretLifecycle.SetVersion(deleted, version, SecretState.Enabled).Refusal,
                SecretLifecycle.ChangeWindow(deleted, version, default, default, Now).Refusal,
                SecretLifecycle.DeleteVersion(deleted, version.Number).Refusal,
                SecretLifecycle.RefuseReading(deleted, version, Now),
            },
            refusal => Assert.Equal(SecretRefusals.NotFound, refusal));
    }

    [Fact]
    public void ChangeWindow_KeepResetSet_DoWhatTheySay()
    {
        var (secret, version) = NewSecret(Now.AddDays(1), Now.AddDays(2));

        var kept = Granted(SecretLifecycle.ChangeWindow(secret, version, default, default, Now));
        var reset = Granted(SecretLifecycle.ChangeWindow(secret, version, InstantChange.Reset, InstantChange.Reset, Now));
        var set = Granted(SecretLifecycle.ChangeWindow(secret, version, default, InstantChange.To(Now.AddDays(3).AddMilliseconds(999)), Now));

        Assert.Equal(version, kept);
        Assert.Equal((Now, (DateTimeOffset?)null), (reset.StartAt, reset.ExpireAt));
        Assert.Equal((version.StartAt, Now.AddDays(3)), (set.StartAt, set.ExpireAt));
        Assert.Equal(SecretRefusals.EmptyWindow, SecretLifecycle.ChangeWindow(secret, version, default, InstantChange.To(Now), Now).Refusal);
    }

    [Fact]
    public void Commands_InAnyOrder_KeepTheInvariants() => Gen.Int[0, 5].Array[0, 60].Sample(commands =>
    {
        var secret = NewSecret().Secret;
        foreach (var command in commands)
        {
            var before = secret;
            secret = command switch
            {
                0 => Or(SecretLifecycle.AddVersion(secret, (null, null), Now), secret),
                1 => Or(SecretLifecycle.Set(secret, SecretState.Disabled), secret),
                2 => Or(SecretLifecycle.Set(secret, SecretState.Enabled), secret),
                3 => Or(SecretLifecycle.DeleteVersion(secret, new((uint)secret.Versions.Count)), secret),
                4 => Or(SecretLifecycle.Update(secret, "x", null), secret),
                _ => secret,
            };

            Assert.True(secret.NextVersion >= before.NextVersion);
            Assert.DoesNotContain(secret.Versions.Largest(0, int.MaxValue), number => number >= secret.NextVersion.Value);
            Assert.Empty(secret.Versions.Largest(0, int.MaxValue).Intersect(secret.Unerased.Largest(0, int.MaxValue)));
        }
    });

    private static SecretAndVersion NewSecret(DateTimeOffset? start = null, DateTimeOffset? expire = null) =>
        Granted(SecretLifecycle.Create(null, ("name", "description"), (start, expire), Now));

    private static ExportedSecret Exported(params uint[] numbers) => new(
        "n", "d", SecretState.Enabled, new(numbers.DefaultIfEmpty().Max() + 1), [.. numbers.Select(number => new SecretVersion(new(number), SecretState.Enabled, Now, Now, null))]);

    private static Secret Or(Decision<Secret> decision, Secret otherwise) => decision.IsRefused(out _, out var secret) ? otherwise : secret;

    private static Secret Or(Decision<SecretAndVersion> decision, Secret otherwise) => decision.IsRefused(out _, out var made) ? otherwise : made.Secret;

    private static T Granted<T>(Decision<T> decision)
    {
        Assert.Null(decision.Refusal);
        decision.IsRefused(out _, out var result);
        return result!;
    }

    private static KmsErrorCode Refused<T>(Decision<T> decision) => Assert.IsType<Refusal>(decision.Refusal).Code;
}

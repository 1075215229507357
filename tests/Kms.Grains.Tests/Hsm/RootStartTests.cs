using Kms.Grains.Hsm;

namespace Kms.Grains.Tests.Hsm;

public sealed class RootStartTests
{
    [Fact]
    public void Decide_NewDatabase_Creates() =>
        Assert.IsType<RootDecision.Create>(RootStart.Decide([], hasRecords: false));

    [Fact]
    public void Decide_RecordsWithoutRoots_Refuses() =>
        Assert.Contains("kms_root", Refusal([], hasRecords: true), StringComparison.Ordinal);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Decide_AllProved_ProceedsWithTheNewestLive(bool hasRecords)
    {
        var decision = RootStart.Decide(
            [
                Proved(RootPurpose.KeyEncryption, 1),
                Proved(RootPurpose.KeyEncryption, 2),
                Proved(RootPurpose.KeyEncryption, 3, RootRecord.Retired),
                Proved(RootPurpose.Binding, 1),
            ],
            hasRecords);

        Assert.Equal(new RootDecision.Proceed(KekGeneration: 2, BindingGeneration: 1), decision);
    }

    [Theory]
    [InlineData((int)RootFinding.Unknown, "not proved")]
    [InlineData((int)RootFinding.Missing, "not in this module")]
    [InlineData((int)RootFinding.Different, "another key")]
    [InlineData((int)RootFinding.Ambiguous, "more than once")]
    [InlineData((int)RootFinding.Deviating, "attributes")]
    public void Decide_OneRootNotProved_RefusesNamingIt(int finding, string words)
    {
        foreach (var state in new[] { RootRecord.Live, RootRecord.Retired })
        {
            var message = Refusal(
                [
                    Proved(RootPurpose.KeyEncryption, 1),
                    new RootObservation(Row(RootPurpose.KeyEncryption, 2, state), (RootFinding)finding, "expected in /somewhere"),
                    Proved(RootPurpose.Binding, 1),
                ]);

            Assert.Contains("key-encryption key generation 2", message, StringComparison.Ordinal);
            Assert.Contains(words, message, StringComparison.Ordinal);
            Assert.Contains("/somewhere", message, StringComparison.Ordinal);
            Assert.DoesNotContain("binding key", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Decide_NothingFound_NamesEveryRoot()
    {
        var message = Refusal(
            [
                new RootObservation(Row(RootPurpose.KeyEncryption, 1), RootFinding.Missing),
                new RootObservation(Row(RootPurpose.Binding, 1), RootFinding.Missing),
            ]);

        Assert.Contains("key-encryption key generation 1", message, StringComparison.Ordinal);
        Assert.Contains("binding key generation 1", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_NoLiveRootOfAPurpose_Refuses()
    {
        Assert.Contains("No live binding key", Refusal([Proved(RootPurpose.KeyEncryption, 1)]), StringComparison.Ordinal);
        Assert.Contains(
            "No live key-encryption key",
            Refusal([Proved(RootPurpose.KeyEncryption, 1, RootRecord.Retired), Proved(RootPurpose.Binding, 1)]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_MalformedRow_Refuses()
    {
        var row = Row(RootPurpose.KeyEncryption, 1);
        Assert.All<RootRecord>(
            [
                row with { Generation = 0 },
                row with { Purpose = (RootPurpose)3 },
                row with { ObjectId = new byte[15] },
                row with { Policy = "Sealed" },
                row with { State = "Destroyed" },
            ],
            malformed => Assert.Contains("is registered with", Refusal([new RootObservation(malformed, RootFinding.Proved), Proved(RootPurpose.Binding, 1)]), StringComparison.Ordinal));
    }

    [Fact]
    public void Decide_GenerationTwice_Refuses() =>
        Assert.Contains(
            "registered more than once",
            Refusal([Proved(RootPurpose.KeyEncryption, 1), Proved(RootPurpose.Binding, 1), Proved(RootPurpose.Binding, 1)]),
            StringComparison.Ordinal);

    private static string Refusal(RootObservation[] roots, bool hasRecords = false) =>
        Assert.IsType<RootDecision.Refuse>(RootStart.Decide(roots, hasRecords)).Message;

    private static RootObservation Proved(RootPurpose purpose, int generation, string state = RootRecord.Live) =>
        new(Row(purpose, generation, state), RootFinding.Proved);

    private static RootRecord Row(RootPurpose purpose, int generation, string state = RootRecord.Live) =>
        new(generation, purpose, new byte[RootCheck.ObjectIdLength], [], RootRecord.Rewrappable, state);
}

using Kms.Grains.Storage;

namespace Kms.Grains.Tests.Storage;

public sealed class BucketsTests
{
    /// <summary>Stored with every record: another answer would hide due records from their scheduler.</summary>
    [Theory]
    [InlineData("", 5)]
    [InlineData("a", 44)]
    [InlineData("srh6mt4lj49tnzvs", 51)]
    public void Of_Id_IsForEver(string id, int bucket) => Assert.Equal(bucket, Buckets.Of(id));

    [Fact]
    public void Of_ManyIds_UsesEveryBucket() =>
        Assert.Equal(Buckets.Count, Enumerable.Range(0, 1000).Select(i => Buckets.Of($"id{i}")).Distinct().Count());
}

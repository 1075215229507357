using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Tests.Domain.Keys;

public sealed class KeyPagesTests
{
    [Fact]
    public void Rotation_AnyNumberOfTimes_KeepsHeadSmallAndEveryVersionStored()
    {
        var head = new SortedSet<uint> { 1 };
        var pages = new Dictionary<uint, uint[]>();

        for (var next = 2u; next <= 1000; next++)
        {
            if (KeyPages.PageToWrite(new(next)) is { } page)
            {
                var moved = head.Where(version => KeyPages.PageOf(version) == page).ToArray();
                Assert.True(pages.TryAdd(page, moved), "a page is written once");
                Assert.Equal((int)KeyPages.Size, moved.Length);
                head.ExceptWith(moved);
            }

            head.Add(next);
            Assert.Equal(KeyPages.OldestInHead(new(next)), head.Min);
            Assert.InRange(head.Count, Math.Min(16, (int)next), 31);
            Assert.Equal(next, (uint)(head.Count + pages.Values.Sum(versions => versions.Length)));
        }

        Assert.All(pages, page => Assert.All(page.Value, version => Assert.Equal(page.Key, KeyPages.PageOf(version))));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(31, 1)]
    [InlineData(32, 17)]
    [InlineData(47, 17)]
    [InlineData(48, 33)]
    public void OldestInHead_OfPrimary_IsAsDocumented(uint primary, uint oldest) =>
        Assert.Equal(oldest, KeyPages.OldestInHead(new KeyVersionNumber(primary)));

    [Theory]
    [InlineData(30, false)]
    [InlineData(31, true)] // the page of versions 1 to 16 may have been written by a rotation that failed after it
    [InlineData(32, true)]
    public void OnPages_OldVersionOfPrimary_CountsWhereItMayStand(uint primary, bool counts) =>
        Assert.Equal(counts, !KeyPages.OnPages(NumberSet.Empty.Add(3), new KeyVersionNumber(primary)).IsEmpty);
}

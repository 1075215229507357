using System.Text.Json;
using System.Text.Json.Nodes;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain;
using Kms.Grains.Domain.Keys;
using Kms.Grains.Hsm;
using Kms.Grains.Keys;
using Kms.Grains.Storage;

namespace Kms.Grains.Tests.Keys;

public sealed class KeyDocumentTests
{
    // Stored by every database there is: a change of this text needs a new schema number and a way to read the old one.
    private const string Golden = """
        {"name":"n","description":"d","spec":1,"state":3,"protection":2,"createdUs":1800000000000000,"deleteUs":1800000600000001,"rotationDays":30,"rotateUs":1802592000000000,"primary":33,
        "exceptions":[{"from":2,"to":3,"state":4},{"from":5,"to":5,"state":3,"deleteUs":1800604800000000}],"unerased":[{"from":2,"to":3}],
        "versions":[{"number":32,"createdUs":1800000000000000,"tag":4294967295},
        {"number":33,"createdUs":1800000000000000,"tag":7,"wrapped":{"bindingGeneration":1,"kekGeneration":2,"mechanism":1,"profile":"softhsm","blob":"AQI=","mac":"Aw=="}}]}
        """;

    private const string GoldenPage = """
        {"versions":[{"number":1,"createdUs":1800000000000000,"tag":7,"sealed":"S01TUw=="},
        {"number":2,"createdUs":1800000000000000,"tag":8,"wrapped":{"bindingGeneration":1,"kekGeneration":2,"mechanism":1,"profile":"softhsm","publicKey":"BA==","blob":"AQI=","mac":"Aw=="}}]}
        """;

    private static readonly DateTimeOffset s_created = Instants.FromMicroseconds(1_800_000_000_000_000);

    [Fact]
    public void Head_Known_IsStoredAsTheGoldenText()
    {
        var written = JsonSerializer.Serialize(KeyDocument.From(Head()), KeyJson.Default.KeyDocument);

        Assert.Equal(JsonNode.Parse(Golden)!.ToJsonString(), written);
    }

    [Fact]
    public void Head_GoldenText_IsReadAsItWas()
    {
        var head = KeyDocument.ToHead(new StoredDocument<KeyDocument>(7, JsonSerializer.Deserialize(Golden, KeyJson.Default.KeyDocument)!, null));

        Assert.Equal(7, head.Revision);
        Assert.Equal(Head().Key, head.Key);
        Assert.Equal((Protection.Hsm, 2), (head.Protection, head.Versions.Length));
        Assert.Null(head.Find(32)!.Material);
        Assert.True(WrappedKeyComparer.Instance.Equals(Wrapped([]), head.Find(33)!.Material!.Wrapped));
    }

    [Fact]
    public void Page_GoldenText_IsWrittenAsItWasRead()
    {
        var page = KeyPageDocument.ToPage(new StoredDocument<KeyPageDocument>(1, JsonSerializer.Deserialize(GoldenPage, KeyJson.Default.KeyPageDocument)!, null));

        Assert.Equal("KMSS"u8.ToArray(), page.Find(1)!.Material!.Sealed);
        Assert.Equal([4], page.Find(2)!.Material!.Wrapped!.PublicKey);
        Assert.Equal(JsonNode.Parse(GoldenPage)!.ToJsonString(), JsonSerializer.Serialize(KeyPageDocument.From(page), KeyJson.Default.KeyPageDocument));
    }

    [Fact]
    public void Head_MembersOfANewerVersion_AreKept()
    {
        var newer = JsonNode.Parse(Golden)!;
        newer["later"] = 1;
        newer["versions"]![1]!["later"] = "x";
        newer["versions"]![1]!["wrapped"]!["later"] = true;
        var head = KeyDocument.ToHead(new StoredDocument<KeyDocument>(1, newer.Deserialize(KeyJson.Default.KeyDocument)!, null));

        var written = JsonSerializer.Serialize(KeyDocument.From(head.With(head.Key with { Name = "other" })), KeyJson.Default.KeyDocument);

        newer["name"] = "other";
        Assert.True(JsonNode.DeepEquals(newer, JsonNode.Parse(written)));
    }

    [Fact]
    public void ToString_WhateverCarriesMaterial_ShowsNone()
    {
        var head = Head();
        object[] carriers = [head, head.Versions[1], head.Versions[1].Material!, KeyDocument.From(head), StoredKeyVersion.From(head.Versions[1]), new KeyPage { Versions = head.Versions }];

        Assert.All(carriers, carrier => Assert.DoesNotContain("Byte[]", $"{carrier}", StringComparison.Ordinal));
        Assert.All(carriers, carrier => Assert.InRange($"{carrier}".Length, 1, 40));
    }

    private static KeyHead Head() => new()
    {
        Key = new Key
        {
            Name = "n",
            Description = "d",
            Spec = KeySpec.Aes256,
            State = KeyState.PendingDeletion,
            CreatedAt = s_created,
            DeleteAt = s_created.AddSeconds(600).AddMicroseconds(1),
            RotationDays = 30,
            RotateAt = s_created.AddDays(30),
            Primary = new(33),
            Exceptions = VersionExceptions.None.With(2, KeyState.Destroyed).With(3, KeyState.Destroyed).With(5, KeyState.PendingDeletion, s_created.AddDays(7)),
            Unerased = NumberSet.Empty.Add(new NumberRun(2, 3)),
        },
        Protection = Protection.Hsm,
        Versions =
        [
            new KeyVersion { Number = 32, CreatedAt = s_created, Tag = uint.MaxValue },
            new KeyVersion { Number = 33, CreatedAt = s_created, Tag = 7, Material = KeyMaterial.Of(Wrapped([])) },
        ],
    };

    private static WrappedKey Wrapped(byte[] publicKey) => new(1, 2, WrapMechanism.AesKwp, "softhsm", publicKey, [1, 2], [3]);
}

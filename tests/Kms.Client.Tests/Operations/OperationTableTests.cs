using Kms.Client.Keys;
using Kms.Client.Operations;
using Kms.Client.Secrets;

namespace Kms.Client.Tests.Operations;

/// <summary>The table against the protocol's own table, which the golden file was extracted from.</summary>
public sealed class OperationTableTests
{
    [Fact]
    public void All_AgainstTheProtocol_HasTheSameRows()
    {
        var golden = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Operations", "operations.golden.txt"));

        Assert.Equal(35, golden.Length);
        Assert.Equal(golden, OperationTable.All.Select(row =>
            $"{row.Name} {row.Method} {row.Path} query={string.Join(',', row.QueryNames)} body={string.Join(',', row.BodyMembers)}"));
    }

    [Fact]
    public void TypedClients_AgainstTheTable_HaveOneMethodForEachOperation()
    {
        var methods = typeof(KeysClient).GetMethods().Concat(typeof(SecretsClient).GetMethods())
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal)).Select(method => method.Name);

        Assert.Equal(
            OperationTable.All.Select(row => $"{char.ToUpperInvariant(row.Name[0])}{row.Name[1..]}Async").Order(StringComparer.Ordinal),
            methods.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Target_AllParameters_FillsPathAndSortsQuery() => Assert.Equal(
        "/v1/key/k-1:describeKeyDetail?pageNumber=2&pageSize=50",
        OperationTable.Find("describeKeyDetail").Target(
            new Dictionary<string, string> { ["keyId"] = "k-1" },
            new Dictionary<string, string> { ["pageSize"] = "50", ["pageNumber"] = "2" }));

    [Fact]
    public void Target_QueryValueWithReservedCharacters_IsEscaped() => Assert.Equal(
        "/v1/key?pageNumber=1%20%262",
        OperationTable.Find("describeKeyList").Target(new Dictionary<string, string>(), new Dictionary<string, string> { ["pageNumber"] = "1 &2" }));

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a:enable")]
    [InlineData("a?b")]
    [InlineData("ключ")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Target_ImpossibleId_IsRefused(string id) => Assert.Throws<ArgumentException>(() =>
        OperationTable.Find("describeKey").Target(new Dictionary<string, string> { ["keyId"] = id }, new Dictionary<string, string>()));

    [Fact]
    public void Target_MissingOrUnknownParameter_IsRefused()
    {
        var none = new Dictionary<string, string>();
        var row = OperationTable.Find("describeKey");

        Assert.Throws<ArgumentException>(() => row.Target(none, none));
        Assert.Throws<ArgumentException>(() => row.Target(new Dictionary<string, string> { ["keyId"] = "k", ["x"] = "y" }, none));
        Assert.Throws<ArgumentException>(() => row.Target(new Dictionary<string, string> { ["keyId"] = "k" }, new Dictionary<string, string> { ["x"] = "y" }));
    }

    [Fact]
    public void Find_UnknownName_IsRefused() => Assert.Throws<ArgumentException>(() => OperationTable.Find("createkey"));
}

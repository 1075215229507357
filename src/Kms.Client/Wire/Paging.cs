using System.Globalization;

namespace Kms.Client.Wire;

/// <summary>The query of a list.</summary>
internal static class Paging
{
    public static Dictionary<string, string> Query(int pageNumber, int pageSize) => new()
    {
        ["pageNumber"] = pageNumber.ToString(CultureInfo.InvariantCulture),
        ["pageSize"] = pageSize.ToString(CultureInfo.InvariantCulture),
    };
}

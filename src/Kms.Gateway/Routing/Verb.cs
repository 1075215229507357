namespace Kms.Gateway.Routing;

/// <summary>The HTTP verbs that an operation can have, in the order in which <c>Allow</c> names them.</summary>
internal enum Verb
{
    /// <summary>GET.</summary>
    Get,

    /// <summary>POST.</summary>
    Post,

    /// <summary>PATCH.</summary>
    Patch,

    /// <summary>DELETE.</summary>
    Delete,
}

/// <summary>Verbs as text.</summary>
internal static class Verbs
{
    /// <summary>The number of verbs.</summary>
    public const int Count = 4;

    /// <summary>The verb of a request; null for every other one. Verbs are case-sensitive (RFC 9110, section 9.1).</summary>
    public static Verb? Parse(string method) => method switch
    {
        "GET" => Verb.Get,
        "POST" => Verb.Post,
        "PATCH" => Verb.Patch,
        "DELETE" => Verb.Delete,
        _ => null,
    };

    /// <summary>The verb as sent.</summary>
    public static string Text(this Verb verb) => verb switch
    {
        Verb.Get => "GET",
        Verb.Post => "POST",
        Verb.Patch => "PATCH",
        _ => "DELETE",
    };
}

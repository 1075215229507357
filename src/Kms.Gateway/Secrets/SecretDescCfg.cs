using Kms.Gateway.Wire;

namespace Kms.Gateway.Secrets;

/// <summary>JD Cloud's <c>secretDescCfg</c>; null is absent.</summary>
internal readonly record struct SecretDescCfg(string? Name, string? Description)
{
    /// <summary>Reads the member's value; null for JSON's null.</summary>
    public static SecretDescCfg? Read(ref JsonInput json)
    {
        if (!json.Object())
        {
            return null;
        }

        var cfg = default(SecretDescCfg);
        var names = default(MemberNames);
        while (json.Next(ref names))
        {
            if (json.Is("secretName"u8))
            {
                cfg = cfg with { Name = json.Text() };
            }
            else if (json.Is("secretDesc"u8))
            {
                cfg = cfg with { Description = json.Text() };
            }
            else
            {
                json.Ignore();
            }
        }

        return cfg;
    }
}

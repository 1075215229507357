using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Secrets;

/// <summary>
/// JD Cloud's <c>secretTimeCfg</c>. Absent, null and the year 0001 (the .NET SDK's "not set") leave an instant alone;
/// an empty text brings its default back. For something new both are the default.
/// </summary>
internal readonly record struct SecretTimeCfg(InstantChange Start, InstantChange Expire)
{
    /// <summary>The start of something new; null is now.</summary>
    public DateTimeOffset? StartAt => Start.Kind == InstantChangeKind.Set ? Start.At : null;

    /// <summary>The end of something new; null is never.</summary>
    public DateTimeOffset? ExpireAt => Expire.Kind == InstantChangeKind.Set ? Expire.At : null;

    /// <summary>Reads the member's value; null for JSON's null.</summary>
    public static SecretTimeCfg? Read(ref JsonInput json)
    {
        if (!json.Object())
        {
            return null;
        }

        var cfg = default(SecretTimeCfg);
        var names = default(MemberNames);
        while (json.Next(ref names))
        {
            if (json.Is("startTime"u8))
            {
                cfg = cfg with { Start = Instant(json.Text(), "startTime") };
            }
            else if (json.Is("expireTime"u8))
            {
                cfg = cfg with { Expire = Instant(json.Text(), "expireTime") };
            }
            else
            {
                json.Ignore();
            }
        }

        return cfg;
    }

    private static InstantChange Instant(string? text, string name)
    {
        if (text is null)
        {
            return default;
        }

        if (text.Length == 0)
        {
            return InstantChange.Reset;
        }

        return !WireTime.TryParse(text, out var instant) ? throw Invalid.Argument($"{name} must be an ISO 8601 date or time")
            : instant is { } set ? InstantChange.To(set)
            : default;
    }
}

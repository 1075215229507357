using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>JD Cloud's <c>keyCfg</c>; null is absent.</summary>
internal readonly record struct KeyCfg(string? Name, string? Description, KeySpec? Spec, bool? AutoRotate, int? RotationDays)
{
    private const int MaxRotationDays = 2560;

    /// <summary>Reads the body of a request.</summary>
    public static KeyCfg Read(ReadOnlySpan<byte> body)
    {
        KeyCfg? cfg = null;
        var json = new JsonInput(body);
        var names = default(MemberNames);
        while (json.Next(ref names))
        {
            if (json.Is("keyCfg"u8))
            {
                cfg = ReadCfg(ref json);
            }
            else
            {
                json.Ignore();
            }
        }

        return cfg ?? throw Invalid.Missing("keyCfg");
    }

    private static KeyCfg? ReadCfg(ref JsonInput json)
    {
        if (!json.Object())
        {
            return null;
        }

        var cfg = default(KeyCfg);
        var names = default(MemberNames);
        while (json.Next(ref names))
        {
            if (json.Is("keyDescCfg"u8))
            {
                cfg = ReadDescription(ref json, cfg);
            }
            else if (json.Is("keyRotateCfg"u8))
            {
                cfg = ReadRotation(ref json, cfg);
            }
            else
            {
                json.Ignore();
            }
        }

        return cfg;
    }

    private static KeyCfg ReadDescription(ref JsonInput json, KeyCfg cfg)
    {
        if (!json.Object())
        {
            return cfg;
        }

        var names = default(MemberNames);
        while (json.Next(ref names))
        {
            if (json.Is("keyName"u8))
            {
                cfg = cfg with { Name = json.Text() };
            }
            else if (json.Is("keyDesc"u8))
            {
                cfg = cfg with { Description = json.Text() };
            }
            else if (json.Is("keyType"u8))
            {
                cfg = cfg with { Spec = json.Integer() is { } type ? KeyWords.Spec(type) : null };
            }
            else
            {
                json.Ignore();
            }
        }

        return cfg;
    }

    private static KeyCfg ReadRotation(ref JsonInput json, KeyCfg cfg)
    {
        if (!json.Object())
        {
            return cfg;
        }

        var names = default(MemberNames);
        while (json.Next(ref names))
        {
            if (json.Is("autoRotate"u8))
            {
                cfg = cfg with { AutoRotate = json.Boolean() };
            }
            else if (json.Is("rotationCycle"u8))
            {
                cfg = cfg with { RotationDays = Days(json.Integer()) };
            }
            else
            {
                json.Ignore();
            }
        }

        return cfg;
    }

    /// <summary>Refused outside its range even where it will not be used.</summary>
    private static int? Days(int? days) => days is < 0 or > MaxRotationDays
        ? throw Invalid.Argument($"rotationCycle must be from 0 to {MaxRotationDays}")
        : days;
}

using System.Globalization;

namespace Kms.Gateway.Hosting;

/// <summary>The gateway's settings, read once at start from the section <c>Kms</c>.</summary>
internal sealed record GatewayOptions
{
    /// <summary>
    /// Part of a request's time that is kept back for writing the refusal: of 10 seconds, the 503 leaves after 9.5.
    /// </summary>
    private const double Margin = 0.05;

    /// <summary><c>Kms:Limits:BodyBytes</c>: longest body of a request, in bytes. Default 1 MiB.</summary>
    public int BodyBytes { get; init; } = 1024 * 1024;

    /// <summary><c>Kms:Limits:ImportBytes</c>: longest body of an import, in bytes. Default 16 MiB.</summary>
    public int ImportBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary><c>Kms:Limits:RequestSeconds</c>: how long a request may take, in seconds. Default 10.</summary>
    public int RequestSeconds { get; init; } = 10;

    /// <summary><c>Kms:Gateway:AllowPlainHttp</c>: whether to listen without TLS on other addresses than loopback. Default no.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary><c>Kms:Secrets:DataInLists</c>: whether the list of a secret's versions carries their values. Default yes.</summary>
    public bool DataInLists { get; init; } = true;

    /// <summary>What a request's work gets of <see cref="RequestSeconds"/>: after it the answer is 503.</summary>
    public TimeSpan WorkTime => TimeSpan.FromSeconds(RequestSeconds * (1 - Margin));

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">A setting is not usable; the message names it.</exception>
    public static GatewayOptions From(IConfiguration configuration)
    {
        var defaults = new GatewayOptions();
        return new GatewayOptions
        {
            BodyBytes = Number(configuration, "Kms:Limits:BodyBytes", defaults.BodyBytes, 1024, 64 * 1024 * 1024),
            ImportBytes = Number(configuration, "Kms:Limits:ImportBytes", defaults.ImportBytes, 1024, 64 * 1024 * 1024),
            RequestSeconds = Number(configuration, "Kms:Limits:RequestSeconds", defaults.RequestSeconds, 1, 600),
            AllowPlainHttp = Flag(configuration, "Kms:Gateway:AllowPlainHttp", defaults.AllowPlainHttp),
            DataInLists = Flag(configuration, "Kms:Secrets:DataInLists", defaults.DataInLists),
        };
    }

    private static int Number(IConfiguration configuration, string name, int absent, int least, int most)
    {
        var text = configuration[name];
        if (string.IsNullOrEmpty(text))
        {
            return absent;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new InvalidOperationException($"{Shown(name)} must be a whole number from {least} to {most}.");
    }

    private static bool Flag(IConfiguration configuration, string name, bool absent)
    {
        var text = configuration[name];
        if (string.IsNullOrEmpty(text))
        {
            return absent;
        }

        return bool.TryParse(text, out var value)
            ? value
            : throw new InvalidOperationException($"{Shown(name)} must be true or false.");
    }

    private static string Shown(string name) => name.Replace(":", "__", StringComparison.Ordinal);
}

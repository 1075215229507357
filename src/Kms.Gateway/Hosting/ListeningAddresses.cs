using System.Net;

namespace Kms.Gateway.Hosting;

/// <summary>What a host will listen on, as far as its configuration tells.</summary>
internal static class ListeningAddresses
{
    private const char Separator = ';';

    /// <summary>The configured addresses, in Kestrel's order of precedence; empty when there are none.</summary>
    public static IReadOnlyList<string> Configured(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren()
            .Select(endpoint => endpoint["Url"] ?? string.Empty)
            .ToList();
        if (endpoints.Count > 0)
        {
            return endpoints;
        }

        var urls = Split(configuration["urls"]);
        return urls.Count > 0
            ? urls
            : [.. Split(configuration["http_ports"]).Select(port => $"http://*:{port}"),
               .. Split(configuration["https_ports"]).Select(port => $"https://*:{port}")];
    }

    /// <summary>Whether an address is plain HTTP that others than this machine can reach.</summary>
    public static bool IsExposed(string address)
    {
        if (string.IsNullOrEmpty(address))
        {
            return false;
        }

        var parsed = BindingAddress.Parse(address);
        return string.Equals(parsed.Scheme, Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase)
            && !parsed.IsUnixPipe
            && !parsed.IsNamedPipe
            && !IsLoopback(parsed.Host);
    }

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static List<string> Split(string? list) =>
        [.. (list ?? string.Empty).Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}

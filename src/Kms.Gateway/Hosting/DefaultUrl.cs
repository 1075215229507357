namespace Kms.Gateway.Hosting;

/// <summary>Where a host listens when nobody says where.</summary>
public static class DefaultUrl
{
    /// <summary>
    /// Sets the address to listen on unless one is configured (<c>--urls</c>, <c>ASPNETCORE_URLS</c>, HTTP or HTTPS
    /// ports, Kestrel endpoints). In code, because an address in appsettings would silently beat ASPNETCORE_URLS.
    /// </summary>
    /// <param name="host">The host's web part.</param>
    /// <param name="configuration">The host's configuration.</param>
    /// <param name="url">The address, for example <c>http://127.0.0.1:8080</c>.</param>
    /// <returns>The first address that the host will listen on.</returns>
    public static string UseDefaultUrl(this IWebHostBuilder host, IConfiguration configuration, string url)
    {
        var configured = ListeningAddresses.Configured(configuration);
        if (configured.Count > 0)
        {
            return configured[0];
        }

        host.UseUrls(url);
        return url;
    }
}

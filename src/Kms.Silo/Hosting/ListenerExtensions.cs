namespace Kms.Silo.Hosting;

/// <summary>Where the process listens, and what it logs.</summary>
internal static class ListenerExtensions
{
    /// <summary>The address of a process that was given none.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8080";

    // An address here would beat ASPNETCORE_URLS without a word, so the default is set only when there is no other.
    /// <summary>Listens on the configured URLs, or on <see cref="DefaultUrl"/> where none is configured.</summary>
    public static void AddListener(this WebApplicationBuilder builder)
    {
        var configured = builder.Configuration[WebHostDefaults.ServerUrlsKey];
        var endpoints = builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).ToList();
        if (string.IsNullOrEmpty(configured) && endpoints.Count == 0)
        {
            configured = DefaultUrl;
            builder.WebHost.UseUrls(DefaultUrl);
        }

        var first = configured?.Split(';')[0] ?? endpoints.FirstOrDefault(url => url is not null) ?? DefaultUrl;
        builder.Services.AddSingleton(new PublicEndpoint(first));
    }

    /// <summary>Quiet defaults that configuration can override: this service's own events, and warnings of the rest.</summary>
    public static void AddKmsLogging(this ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });
        logging.AddFilter("Orleans", LogLevel.Warning);
        logging.AddFilter("Polly", LogLevel.Warning);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);

        // Orleans' base class tells of every move on its ring.
        logging.AddFilter("Kms.Silo.Hsm.HsmGrainService", LogLevel.Warning);

        // It advises server GC, which costs memory here and was not seen to gain anything.
        logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);

        // At every start it takes the machine's uptime for a stalled thread.
        logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
    }
}

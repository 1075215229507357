using Kms.Gateway.Hosting;

namespace Kms.Silo.Hosting;

/// <summary>Where the process listens, and what it logs.</summary>
internal static class ListenerExtensions
{
    /// <summary>The address of a process that was given none.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>Listens where the configuration says, or on <see cref="DefaultUrl"/> where it says nothing.</summary>
    public static void AddListener(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(new PublicEndpoint(builder.WebHost.UseDefaultUrl(builder.Configuration, DefaultUrl)));

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

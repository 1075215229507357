namespace Kms.Silo.Hosting;

/// <summary>Settings of the silo process: section <c>Kms:Silo</c>.</summary>
public sealed class SiloOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Kms:Silo";

    /// <summary>Orleans' service id; part of every stored identity, so it is the same for ever.</summary>
    public const string ServiceId = "kms";

    /// <summary>TCP port for other silos. Default 11111; embedded without a setting: any free port.</summary>
    public int? Port { get; set; }

    /// <summary>TCP port for Orleans clients. Only 0 (closed, the default) is accepted: this version authorises callers at its HTTP door alone.</summary>
    public int GatewayPort { get; set; }

    /// <summary>Address that other silos connect to. Only loopback addresses are accepted. Default 127.0.0.1.</summary>
    public string AdvertisedAddress { get; set; } = "127.0.0.1";

    /// <summary>Whether this process serves the REST API itself. False: its URL serves <c>/health/*</c> only. Default true.</summary>
    public bool HostGateway { get; set; } = true;
}

using System.Net;
using System.Net.Sockets;

namespace Kms.Testing.Processes;

/// <summary>Ports of the loopback address.</summary>
public static class LocalPort
{
    /// <summary>A port that was free a moment ago. Another process may take it first: a starter tries again.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

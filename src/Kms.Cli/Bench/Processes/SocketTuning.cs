namespace Kms.Cli.Bench.Processes;

/// <summary>Makes this process a cheaper client: replies are handled on the thread that noticed them. The runtime reads these
/// variables before its first socket, so Program sets them; the servers that are measured never see them.</summary>
internal static class SocketTuning
{
    private const string Inline = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";
    private const string Threads = "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT";

    public static IReadOnlyList<string> Variables { get; } = [Inline, Threads];

    public static void Apply()
    {
        Environment.SetEnvironmentVariable(Inline, "1");
        Environment.SetEnvironmentVariable(Threads, "1");
    }
}

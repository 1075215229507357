using System.Net;
using System.Net.Sockets;
using Kms.Cli.Bench.Processes;

namespace Kms.Cli.Tests.Bench;

public sealed class ServerProcessTests
{
    [Fact]
    public void Parse_NameWithSpacesAndParentheses_FindsUserAndSystemTime() => Assert.Equal(
        TimeSpan.FromMilliseconds(1230),
        ServerProcess.Parse("42 (a) (b c) S 1 2 3 4 5 6 7 8 9 10 100 23 0 0 20 0 1 0 99"));

    [Fact]
    public void Listening_ThisProcess_FindsItselfAndItsCpu()
    {
        if (!OperatingSystem.IsLinux()) return; // there is no /proc
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var process = ServerProcess.Listening(((IPEndPoint)listener.LocalEndpoint).Port);

        Assert.Equal(Environment.ProcessId, process?.Pid);
        Assert.True(process!.Cpu() > TimeSpan.Zero);
    }

    [Fact]
    public void Cpu_ProcessThatIsNot_IsUnknown() => Assert.Null(new ServerProcess(int.MaxValue).Cpu());
}

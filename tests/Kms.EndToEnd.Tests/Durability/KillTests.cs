using System.Security.Cryptography;
using Kms.Client;
using Kms.EndToEnd.Tests.Backends;
using Kms.EndToEnd.Tests.Load;
using Kms.Testing;
using Kms.Testing.Postgres;
using Kms.Testing.Processes;

namespace Kms.EndToEnd.Tests.Durability;

public sealed class KillTests(PostgresServer postgres, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory, InlineData(BackendKind.Embedded), InlineData(BackendKind.PostgresSoftHsm)]
    public async Task Server_KilledUnderWritingLoad_KeepsEverythingAcknowledged(BackendKind kind)
    {
        await using IBackend backend = await kind.CreateAsync(postgres);
        await using var server = new KmsProcess(backend.Settings);
        var ledger = new Ledger();
        for (int round = 0, rounds = TestScale.Choose(3, 20); round < rounds; round++)
        {
            await server.StartAsync();
            using KmsClient client = server.Connect();
            await LedgerAudit.AssertNothingLostAsync(client, ledger);

            int moment = ledger.Count + RandomNumberGenerator.GetInt32(10, 150);
            Task load = WritingLoad.RunAsync(client, ledger, workers: 4);
            await Eventually.TrueAsync(() => Task.FromResult(ledger.Count >= moment || load.IsCompleted), Patience);
            Assert.False(load.IsCompleted, $"The load ended by itself: {load.Exception}\n{server.Log}");
            await server.KillAsync();
            await load;
            output.WriteLine($"round {round + 1}: killed after {ledger.Count} acknowledgements");
        }

        await server.StartAsync();
        using KmsClient last = server.Connect();
        await LedgerAudit.AssertNothingLostAsync(last, ledger);
    }

    [Theory, InlineData(BackendKind.Embedded), InlineData(BackendKind.PostgresSoftHsm)]
    public async Task Server_StoppedUnderWritingLoad_EndsOrderlyAndKeepsEverythingAcknowledged(BackendKind kind)
    {
        await using IBackend backend = await kind.CreateAsync(postgres);
        await using KmsProcess server = await KmsProcess.StartNewAsync(backend.Settings);
        var ledger = new Ledger();
        using (KmsClient client = server.Connect())
        {
            Task load = StopTolerantLoadAsync(client, ledger);
            await Eventually.TrueAsync(() => Task.FromResult(ledger.Count >= 30 || load.IsCompleted), Patience);
            Assert.Equal(0, await server.StopAsync());
            await load;
        }

        await server.StartAsync();
        using KmsClient again = server.Connect();
        await LedgerAudit.AssertNothingLostAsync(again, ledger);
    }

    /// <summary>A server that is stopping answers 503; the load ends then.</summary>
    private static async Task StopTolerantLoadAsync(KmsClient client, Ledger ledger)
    {
        try
        {
            await WritingLoad.RunAsync(client, ledger, workers: 2);
        }
        catch (Client.Errors.KmsApiException refusal)
        {
            Assert.Equal(503, (int)refusal.StatusCode);
        }
    }
}

using System.Net;
using Kms.Silo.Storage.Postgres;
using Kms.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Kms.Silo.Tests.Storage.Postgres;

/// <summary>Orleans' membership over our statements: both rows or neither, and one winner of every race.</summary>
public sealed class PostgresMembershipTests(PostgresServer server) : IAsyncLifetime
{
    private PostgresDatabase _database = null!;
    private IHost _host = null!;

    private IMembershipTable Table => _host.Services.GetRequiredService<IMembershipTable>();

    public async ValueTask InitializeAsync()
    {
        _database = await server.CreateDatabaseAsync();
        await using (var process = new PostgresDirect(_database.ConnectionString))
        {
            await process.Migrator.MigrateAsync(default);
        }

        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo => silo
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("kms", "kms"))
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", _database.ConnectionString)));
        _host = builder.Build(); // never started: the table alone is used
        await Table.InitializeMembershipTableAsync(true);
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Initialize_Again_ChangesNothing()
    {
        await Table.InitializeMembershipTableAsync(true);

        var data = await Table.ReadAllAsync();

        Assert.Empty(data.Members);
        Assert.Equal(0, data.Version.Version);
    }

    [Fact]
    public async Task Insert_RacedSilos_OneWinsEachVersion()
    {
        for (var round = 0; round < 10; round++)
        {
            var version = (await Table.ReadAllAsync()).Version;
            var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(silo => Table.InsertRowAsync(Entry((round * 8) + silo), version.Next())));

            Assert.Equal(1, won.Count(inserted => inserted));
        }

        var data = await Table.ReadAllAsync();
        Assert.Equal((10, 10), (data.Members.Count, data.Version.Version));
    }

    [Fact]
    public async Task Insert_SiloThatIsThere_MovesNothing()
    {
        Assert.True(await Table.InsertRowAsync(Entry(1), (await Table.ReadAllAsync()).Version.Next()));
        Assert.False(await Table.InsertRowAsync(Entry(1), (await Table.ReadAllAsync()).Version.Next()));

        Assert.Equal(1, (await Table.ReadAllAsync()).Version.Version);
    }

    [Fact]
    public async Task Update_StaleVersionOrUnknownSilo_ChangesNothing()
    {
        await Table.InsertRowAsync(Entry(1), (await Table.ReadAllAsync()).Version.Next());
        var before = await Table.ReadAllAsync();
        var (stale, etag) = (before.Version, Assert.Single(before.Members).Item2);
        var entry = Entry(1);
        entry.Status = SiloStatus.Dead;
        entry.AddSuspector(Entry(2).SiloAddress, DateTime.UtcNow);

        Assert.True(await Table.UpdateRowAsync(entry, etag, stale.Next()));
        Assert.False(await Table.UpdateRowAsync(Entry(1), etag, stale.Next()));
        Assert.False(await Table.UpdateRowAsync(Entry(3), etag, (await Table.ReadAllAsync()).Version.Next()));

        var (read, _) = Assert.Single((await Table.ReadRowAsync(entry.SiloAddress)).Members);
        Assert.Equal((SiloStatus.Dead, 1, 2), (read.Status, read.SuspectTimes!.Count, (await Table.ReadAllAsync()).Version.Version));
    }

    [Fact]
    public async Task ReadRow_UnknownSilo_GivesTheVersion()
    {
        await Table.InsertRowAsync(Entry(1), (await Table.ReadAllAsync()).Version.Next());

        var data = await Table.ReadRowAsync(Entry(2).SiloAddress);

        Assert.Empty(data.Members);
        Assert.Equal(1, data.Version.Version);
    }

    [Fact]
    public async Task IAmAlive_OfASilo_IsKeptWithoutAVersion()
    {
        await Table.InsertRowAsync(Entry(1), (await Table.ReadAllAsync()).Version.Next());
        var entry = Entry(1);
        entry.IAmAliveTime = new DateTime(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        await Table.UpdateIAmAliveAsync(entry);

        var (read, _) = Assert.Single((await Table.ReadAllAsync()).Members);
        Assert.Equal((entry.IAmAliveTime, 1), (read.IAmAliveTime, (await Table.ReadAllAsync()).Version.Version));
    }

    [Fact]
    public async Task Cleanup_DefunctSilos_LeavesTheActiveAndTheRecent()
    {
        foreach (var (silo, status, year) in new[] { (1, SiloStatus.Dead, 2020), (2, SiloStatus.Active, 2020), (3, SiloStatus.Dead, 2040) })
        {
            var entry = Entry(silo);
            (entry.Status, entry.IAmAliveTime) = (status, new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            Assert.True(await Table.InsertRowAsync(entry, (await Table.ReadAllAsync()).Version.Next()));
        }

        await Table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal([2, 3], (await Table.ReadAllAsync()).Members.Select(member => member.Item1.SiloAddress.Generation).Order());
    }

    [Fact]
    public async Task Gateways_OfTheClient_AreTheActiveOnesWithAPort()
    {
        foreach (var (silo, status, port) in new[] { (1, SiloStatus.Active, 30000), (2, SiloStatus.Dead, 30000), (3, SiloStatus.Active, 0) })
        {
            var entry = Entry(silo);
            (entry.Status, entry.ProxyPort) = (status, port);
            await Table.InsertRowAsync(entry, (await Table.ReadAllAsync()).Version.Next());
        }

        var client = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        client.UseOrleansClient(builder => builder
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("kms", "kms"))
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", _database.ConnectionString)));
        using var host = client.Build();
        var gateways = host.Services.GetRequiredService<Orleans.Messaging.IGatewayListProvider>();
        await gateways.InitializeGatewayListProvider();

        var gateway = Assert.Single(await gateways.GetGateways());
        Assert.Contains(":30000/1", gateway.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_Cluster_LeavesNothing()
    {
        await Table.InsertRowAsync(Entry(1), (await Table.ReadAllAsync()).Version.Next());

        await Table.DeleteMembershipTableEntriesAsync("kms");

        await using var process = new PostgresDirect(_database.ConnectionString);
        Assert.Equal(0, await process.CountAsync("SELECT (SELECT count(*) FROM OrleansMembershipTable) + (SELECT count(*) FROM OrleansMembershipVersionTable)"));
    }

    private static MembershipEntry Entry(int silo) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 11111 + silo, silo),
        SiloName = $"silo {silo}",
        HostName = "host",
        Status = SiloStatus.Joining,
        ProxyPort = 30000,
        StartTime = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        IAmAliveTime = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc),
    };
}

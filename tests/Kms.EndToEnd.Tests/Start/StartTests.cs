using Kms.Client;
using Kms.Client.Keys;
using Kms.EndToEnd.Tests.Backends;
using Kms.Grains.Hsm;
using Kms.Testing.Postgres;
using Kms.Testing.Processes;
using Npgsql;

namespace Kms.EndToEnd.Tests.Start;

public sealed class StartTests(PostgresServer postgres)
{
    [Fact]
    public async Task FourProcesses_StartedTogetherOnNothing_EndWithOneSetOfRootsAndOneAccount()
    {
        await using var backend = new PostgresSoftHsmBackend(postgres);
        await backend.InitializeAsync();
        KmsProcess[] servers = [.. Enumerable.Range(0, 4).Select(_ => new KmsProcess(backend.Settings))];
        try
        {
            await Task.WhenAll(servers.Select(server => server.StartAsync()));

            KmsCredentials credentials = Assert.Single(servers, server => server.HasCredentials).Credentials;
            Assert.Equal([(1, RootPurpose.KeyEncryption), (1, RootPurpose.Binding)], await RootsAsync(backend));
            Assert.Equal(2, backend.CountTokenObjects());
            await AssertEachReadsWhatTheOthersWroteAsync(servers, credentials);
        }
        finally
        {
            await Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask()));
        }
    }

    [Fact]
    public async Task Database_OfAnotherToken_IsRefusedNamingTheMissingRoot()
    {
        await using var backend = new PostgresSoftHsmBackend(postgres);
        await backend.InitializeAsync();
        await using (KmsProcess first = await KmsProcess.StartNewAsync(backend.Settings))
        {
            Assert.Equal(0, await first.StopAsync());
        }

        await backend.ReplaceTokenAsync();
        await using var second = new KmsProcess(backend.Settings);
        await second.LaunchAsync();

        Assert.NotEqual(0, await second.ExitAsync());
        Assert.Matches("(?i)root.*generation 1|generation 1.*root", second.Log.ToString());
    }

    [Fact]
    public async Task DataDirectory_WithoutItsRootFile_IsRefusedNamingIt()
    {
        await using KmsProcess server = await KmsProcess.StartNewAsync();
        Assert.Equal(0, await server.StopAsync());
        string root = Assert.Single(Directory.GetFiles(server.DataDirectory, "*root*", SearchOption.AllDirectories));
        File.Delete(root);

        await server.LaunchAsync();

        Assert.NotEqual(0, await server.ExitAsync());
        Assert.Contains("root", server.Log.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task DataDirectory_InUse_IsRefusedToASecondProcess()
    {
        await using KmsProcess first = await KmsProcess.StartNewAsync();
        await using var second = new KmsProcess(KeyValuePair.Create("Kms__DataDirectory", first.DataDirectory));
        await second.LaunchAsync();

        Assert.NotEqual(0, await second.ExitAsync());
        Assert.Contains(first.DataDirectory, second.Log.ToString(), StringComparison.Ordinal);
        using KmsClient client = first.Connect();
        Assert.NotEmpty(await client.Keys.CreateKeyAsync(new NewKey()));
    }

    [Fact]
    public async Task Postgres_WithoutAnHsmProvider_IsRefusedNamingTheSetting()
    {
        await using PostgresDatabase database = await postgres.CreateDatabaseAsync();
        await using var server = new KmsProcess(KeyValuePair.Create("ConnectionStrings__Kms", database.ConnectionString));
        await server.LaunchAsync();

        Assert.NotEqual(0, await server.ExitAsync());
        Assert.Contains("Kms__Hsm__Provider", server.Log.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(int Generation, RootPurpose Purpose)[]> RootsAsync(PostgresSoftHsmBackend backend)
    {
        await using var connection = new NpgsqlConnection(backend.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT generation, purpose FROM kms_root ORDER BY generation, purpose", connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        var roots = new List<(int, RootPurpose)>();
        while (await reader.ReadAsync())
        {
            roots.Add((reader.GetInt32(0), (RootPurpose)reader.GetInt32(1)));
        }

        return [.. roots];
    }

    private static async Task AssertEachReadsWhatTheOthersWroteAsync(KmsProcess[] servers, KmsCredentials credentials)
    {
        KmsClient[] clients = [.. servers.Select(server => server.Connect(credentials))];
        foreach (KmsClient writer in clients)
        {
            string keyId = await writer.Keys.CreateKeyAsync(new NewKey());
            byte[] ciphertext = await writer.Keys.EncryptAsync(keyId, new byte[] { 1, 2, 3 });
            foreach (KmsClient reader in clients)
            {
                Assert.Equal([1, 2, 3], await reader.Keys.DecryptAsync(keyId, ciphertext));
            }
        }

        foreach (KmsClient client in clients)
        {
            client.Dispose();
        }
    }
}

using System.Text;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Secrets;
using Kms.Grains.Storage;
using Kms.Grains.Tests.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Kms.Grains.Tests.Secrets;

/// <summary>One secret as tests use it.</summary>
internal sealed class TestSecret(KeyCluster cluster, string id, string account = "root")
{
    private string GrainKey => GrainKeys.Of(account, id);

    public string Id => id;

    public RecordId Record => SecretRecords.HeadOf(account, id);

    public ISecretGrain Grain => cluster.Cluster.Client.GetGrain<ISecretGrain>(GrainKey);

    public ISecretReadGrain Reader => cluster.Cluster.Client.GetGrain<ISecretReadGrain>(GrainKey);

    private SecretRecords Records => cluster.Services.GetRequiredService<SecretRecords>();

    public static async Task<TestSecret> NewAsync(KeyCluster cluster, string data = "value")
    {
        var secret = new TestSecret(cluster, ResourceId.New());
        await secret.CreateAsync(data);
        return secret;
    }

    public static byte[] Bytes(string data) => Encoding.UTF8.GetBytes(data);

    public RecordId VersionRecord(uint number) => SecretRecords.VersionOf(Record, new(number));

    public Task WakeAsync() => cluster.Cluster.Client.GetGrain<ISecretWakeGrain>(GrainKey).WakeAsync();

    public Task<CreateSecretReply> CreateAsync(string data = "value") =>
        Grain.CreateSecretAsync(new CreateSecretRequest { Name = "name", Description = "description", Data = Bytes(data) });

    public async Task<uint> AddAsync(string data, DateTimeOffset? start = null, DateTimeOffset? expire = null) =>
        (await Grain.CreateSecretVersionAsync(new CreateSecretVersionRequest { Data = Bytes(data), StartAt = start, ExpireAt = expire })).Version.Value;

    public async Task<string> ReadAsync(uint number)
    {
        var reply = await Reader.ReadSecretVersionAsync(new ReadSecretVersionRequest { Version = new(number) });
        return Encoding.UTF8.GetString(reply.Version.Data!);
    }

    public Task<DescribeSecretVersionsReply> PageAsync(int page = 1, int size = 100, bool data = false) =>
        Reader.DescribeSecretVersionsAsync(new DescribeSecretVersionsRequest { PageNumber = page, PageSize = size, IncludeData = data });

    public Task DeleteAsync(uint number) => Grain.DeleteSecretVersionAsync(new DeleteSecretVersionRequest { Version = new(number) });

    public Task DeleteAsync() => Grain.DeleteSecretAsync(new DeleteSecretRequest());

    public Task DisableAsync() => Grain.DisableSecretAsync(new DisableSecretRequest());

    public Task EnableAsync() => Grain.EnableSecretAsync(new EnableSecretRequest());

    public Task DisableAsync(uint number) => Grain.DisableSecretVersionAsync(new DisableSecretVersionRequest { Version = new(number) });

    public Task EnableAsync(uint number) => Grain.EnableSecretVersionAsync(new EnableSecretVersionRequest { Version = new(number) });

    public Task ChangeWindowAsync(uint number, InstantChange start, InstantChange expire) =>
        Grain.UpdateSecretVersionAsync(new UpdateSecretVersionRequest { Version = new(number), StartAt = start, ExpireAt = expire });

    public async Task<byte[]> ExportAsync() => (await Reader.ExportSecretAsync(new ExportSecretRequest())).Package;

    public Task<ImportSecretReply> ImportAsync(byte[] package) => Grain.ImportSecretAsync(new ImportSecretRequest { Package = package });

    public Task<KmsErrorCode> CodeOfReadAsync(uint number) => KeyCluster.CodeOf(ReadAsync(number));

    /// <summary>What is stored of the head.</summary>
    public async Task<SecretHead?> HeadAsync() => await Records.ReadHeadAsync(Record, CancellationToken.None);

    /// <summary>What is stored of a version.</summary>
    public async Task<SecretItem?> StoredAsync(uint number) => await Records.ReadVersionAsync(VersionRecord(number), CancellationToken.None);
}

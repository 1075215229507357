using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kms.Client;
using Kms.Client.Keys;
using Kms.Client.Secrets;

namespace Kms.Cli.Bench.Workloads;

/// <summary>The requests of one measurement, over keys and secrets made for it; disposing takes them away again.</summary>
internal sealed class Workload : IAsyncDisposable
{
    private readonly KmsClient _client;
    private readonly List<string> _keys = [];
    private readonly List<string> _secrets = [];

    private Workload(KmsClient client) => _client = client;

    public static IReadOnlyDictionary<string, WorkloadKind> Names { get; } = new Dictionary<string, WorkloadKind>(StringComparer.Ordinal)
    {
        ["encrypt"] = WorkloadKind.Encrypt,
        ["decrypt"] = WorkloadKind.Decrypt,
        ["data-key"] = WorkloadKind.DataKey,
        ["create"] = WorkloadKind.Create,
        ["secret-read"] = WorkloadKind.SecretRead,
    };

    public IReadOnlyList<RequestTemplate> Requests { get; private set; } = [];

    public static async Task<Workload> PrepareAsync(
        KmsClient client, WorkloadKind kind, int keys, int payloadBytes, CancellationToken cancellationToken)
    {
        var workload = new Workload(client);
        try
        {
            var requests = new List<RequestTemplate>();
            for (var i = 0; i < (kind == WorkloadKind.Create ? 1 : keys); i++)
                requests.Add(await workload.RequestAsync(kind, payloadBytes, i, cancellationToken));
            workload.Requests = requests;
            return workload;
        }
        catch
        {
            await workload.DisposeAsync();
            throw;
        }
    }

    /// <summary>Schedules the keys for deletion and deletes the secrets. It is not cancelled: what was made shall go.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var key in _keys) await _client.Keys.ScheduleKeyDeletionAsync(key, 7, CancellationToken.None);
        foreach (var secret in _secrets) await _client.Secrets.DeleteSecretAsync(secret, CancellationToken.None);
        _keys.Clear();
        _secrets.Clear();
    }

    private async Task<RequestTemplate> RequestAsync(WorkloadKind kind, int payloadBytes, int number, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case WorkloadKind.Create:
                return Post("/v1/key:create", """{"keyCfg":{"keyDescCfg":{"keyName":"kms bench","keyDesc":"","keyType":0}}}""");
            case WorkloadKind.SecretRead:
                return Get($"/v1/secret/{await MakeSecretAsync(payloadBytes, number, cancellationToken)}/version/1");
        }
        var key = await MakeKeyAsync(number, cancellationToken);
        if (kind == WorkloadKind.DataKey) return Get($"/v1/key/{key}:GenerateDataKey");
        var plaintext = RandomNumberGenerator.GetBytes(payloadBytes);
        if (kind == WorkloadKind.Encrypt) return Post($"/v1/key/{key}:Encrypt", $$"""{"plaintext":"{{Convert.ToBase64String(plaintext)}}"}""");
        var ciphertext = await _client.Keys.EncryptAsync(key, plaintext, cancellationToken);
        return Post($"/v1/key/{key}:Decrypt", $$"""{"ciphertextBlob":"{{Convert.ToBase64String(ciphertext)}}"}""");
    }

    private async Task<string> MakeKeyAsync(int number, CancellationToken cancellationToken)
    {
        var key = await _client.Keys.CreateKeyAsync(new NewKey { Name = Name(number) }, cancellationToken);
        _keys.Add(key);
        return key;
    }

    private async Task<string> MakeSecretAsync(int payloadBytes, int number, CancellationToken cancellationToken)
    {
        var data = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(payloadBytes, lowercase: true));
        var secret = await _client.Secrets.CreateSecretAsync(new NewSecret { Name = Name(number), Version = new() { Data = data } }, cancellationToken);
        _secrets.Add(secret);
        return secret;
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"kms bench {number}");

    private static RequestTemplate Get(string target) => new("GET", target, []);

    private static RequestTemplate Post(string target, string body) => new("POST", target, Encoding.UTF8.GetBytes(body));
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Kms.Client;
using Kms.Client.Errors;
using Kms.Client.Keys;
using Kms.Client.Secrets;

namespace Kms.EndToEnd.Tests.Load;

/// <summary>Uses old keys and makes new things, through outages, and records how each request ended.</summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private readonly KmsClient _client;
    private readonly ConcurrentQueue<RequestOutcome> _outcomes = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _workers;
    private readonly string _keyId;
    private readonly byte[] _plaintext;
    private readonly byte[] _ciphertext;
    private int _successesInARow;

    private SteadyLoad(KmsClient client, string keyId, byte[] plaintext, byte[] ciphertext)
    {
        _client = client;
        _keyId = keyId;
        _plaintext = plaintext;
        _ciphertext = ciphertext;
        _workers = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(WorkAsync)));
    }

    /// <summary>Every request so far.</summary>
    public IReadOnlyCollection<RequestOutcome> Outcomes => _outcomes;

    /// <summary>Successes since the last request that did not succeed.</summary>
    public int SuccessesInARow => Volatile.Read(ref _successesInARow);

    /// <summary>Requests that were refused or failed.</summary>
    public int Refusals => _outcomes.Count(outcome => !outcome.Succeeded);

    /// <summary>Makes the key that is used throughout, and starts.</summary>
    public static async Task<SteadyLoad> StartAsync(KmsClient client)
    {
        string keyId = await client.Keys.CreateKeyAsync(new NewKey { Name = "steady" });
        byte[] plaintext = RandomNumberGenerator.GetBytes(32);
        return new SteadyLoad(client, keyId, plaintext, await client.Keys.EncryptAsync(keyId, plaintext));
    }

    /// <summary>Ends the load; the requests under way are finished first.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _workers;
        _stop.Dispose();
    }

    private async Task WorkAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await RecordAsync("encrypt", () => _client.Keys.EncryptAsync(_keyId, _plaintext));
            await RecordAsync("decrypt", async () => Assert.Equal(_plaintext, await _client.Keys.DecryptAsync(_keyId, _ciphertext)));
            await RecordAsync("describeKey", () => _client.Keys.DescribeKeyAsync(_keyId));
            await RecordAsync("createKey", () => _client.Keys.CreateKeyAsync(new NewKey { Name = "made under load" }));
            await RecordAsync("createSecret", () => _client.Secrets.CreateSecretAsync(new NewSecret { Version = new NewSecretVersion { Data = [65] } }));
            await RecordAsync("describeKeyList", () => _client.Keys.DescribeKeyListAsync());
        }
    }

    private async Task RecordAsync(string operation, Func<Task> call)
    {
        long start = Stopwatch.GetTimestamp();
        RequestOutcome outcome;
        try
        {
            await call();
            outcome = new(operation, Stopwatch.GetElapsedTime(start), HttpStatusCode.OK, false, null);
        }
        catch (KmsApiException refusal)
        {
            outcome = new(operation, Stopwatch.GetElapsedTime(start), refusal.StatusCode, refusal.RetryAfter is not null, refusal.Message);
        }
        catch (Exception failure) // anything else is what must not happen, and is shown
        {
            outcome = new(operation, Stopwatch.GetElapsedTime(start), null, false, failure.ToString());
        }

        _outcomes.Enqueue(outcome);
        if (outcome.Succeeded)
        {
            Interlocked.Increment(ref _successesInARow);
        }
        else
        {
            Interlocked.Exchange(ref _successesInARow, 0);
        }
    }
}

using Kms.Client;
using Kms.Client.Keys;
using Kms.Client.Secrets;

namespace Kms.EndToEnd.Tests.Load;

/// <summary>Compares a server with a ledger: everything acknowledged must be there, to the last byte.</summary>
internal static class LedgerAudit
{
    private static readonly ParallelOptions Few = new() { MaxDegreeOfParallelism = 4 };

    public static async Task AssertNothingLostAsync(KmsClient client, Ledger ledger)
    {
        await Parallel.ForEachAsync(ledger.Keys, Few, async (key, cancellation) =>
        {
            KeyDetail detail = await client.Keys.DescribeKeyDetailAsync(key.Key, cancellationToken: cancellation);
            Assert.InRange(detail.VersionCount, key.Value, int.MaxValue); // a rotation may have happened unacknowledged
        });
        await Parallel.ForEachAsync(ledger.Ciphertexts, Few, async (entry, cancellation) =>
            Assert.Equal(entry.Plaintext, await client.Keys.DecryptAsync(entry.KeyId, entry.Ciphertext, cancellation)));
        await Parallel.ForEachAsync(ledger.SecretVersions, Few, async (entry, cancellation) =>
        {
            using SecretVersionInfo version = await client.Secrets.DescribeSecretVersionInfoAsync(entry.SecretId, entry.Version, cancellation);
            Assert.Equal(entry.Data, version.Data);
        });
        await AssertListedAsync(ledger.Keys.Keys, async page =>
        {
            Page<KeyInfo> keys = await client.Keys.DescribeKeyListAsync(page, 100);
            return (keys.Items.Select(key => key.KeyId), keys.TotalCount);
        });
        await AssertListedAsync(ledger.SecretVersions.Select(entry => entry.SecretId), async page =>
        {
            Page<SecretInfo> secrets = await client.Secrets.DescribeSecretListAsync(page, 100);
            return (secrets.Items.Select(secret => secret.SecretId), secrets.TotalCount);
        });
    }

    /// <summary>The listing has every acknowledged id, each once, and its total is the number it lists.</summary>
    private static async Task AssertListedAsync(IEnumerable<string> acknowledged, Func<int, Task<(IEnumerable<string> Ids, int Total)>> pageAsync)
    {
        var listed = new List<string>();
        int total;
        do
        {
            (IEnumerable<string> ids, total) = await pageAsync((listed.Count / 100) + 1);
            int before = listed.Count;
            listed.AddRange(ids);
            Assert.True(listed.Count > before || total == before, $"The listing ends after {before} of {total}.");
        }
        while (listed.Count < total);

        Assert.Equal(total, listed.Distinct().Count());
        Assert.Empty(acknowledged.Except(listed));
    }
}

using System.Collections.Concurrent;

namespace Kms.EndToEnd.Tests.Load;

/// <summary>What a server has acknowledged, and so must never lose.</summary>
internal sealed class Ledger
{
    private int _entries;

    /// <summary>Keys, with the number of versions that were acknowledged.</summary>
    public ConcurrentDictionary<string, int> Keys { get; } = new();

    /// <summary>Ciphertexts, with what they hide.</summary>
    public ConcurrentBag<(string KeyId, byte[] Plaintext, byte[] Ciphertext)> Ciphertexts { get; } = [];

    /// <summary>Versions of secrets, with their data.</summary>
    public ConcurrentBag<(string SecretId, string Version, byte[] Data)> SecretVersions { get; } = [];

    /// <summary>Everything acknowledged so far.</summary>
    public int Count => Volatile.Read(ref _entries);

    public void Key(string keyId) => Enter(() => Keys[keyId] = 1);

    public void Rotation(string keyId) => Enter(() => Keys[keyId]++); // one worker, one key

    public void Ciphertext(string keyId, byte[] plaintext, byte[] ciphertext) => Enter(() => Ciphertexts.Add((keyId, plaintext, ciphertext)));

    public void SecretVersion(string secretId, string version, byte[] data) => Enter(() => SecretVersions.Add((secretId, version, data)));

    private void Enter(Action entry)
    {
        entry();
        Interlocked.Increment(ref _entries);
    }
}

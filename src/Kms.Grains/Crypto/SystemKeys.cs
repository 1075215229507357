using System.Collections.Immutable;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;
using Kms.Grains.Storage;

namespace Kms.Grains.Crypto;

/// <summary>
/// The service's own keys. They are made once, at the first start of a database, and read at every start; a silo
/// holds them wrapped.
/// </summary>
internal sealed class SystemKeys(Records records, IHsm hsm, TimeProvider time)
{
    private const int TokenLength = 32;

    private ImmutableDictionary<SystemKey, ImmutableArray<SystemKeyVersion>> _versions = ImmutableDictionary<SystemKey, ImmutableArray<SystemKeyVersion>>.Empty;

    /// <summary>
    /// Creates what is missing and reads the rest; at start, with HSM and database open, before anything is sealed.
    /// Repeating it changes nothing, and of several silos that start together all end with the same keys.
    /// </summary>
    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        foreach (var key in new[] { SystemKey.Sealing, SystemKey.Export })
        {
            var document = await EnsureAsync(key, () => WrapAsync(key, cancellationToken), cancellationToken);
            _versions = _versions.SetItem(key, [.. document.Versions.Select(version => ToVersion(key, version))]);
        }

        await EnsureAsync(SystemKey.Token, () => SealTokenAsync(cancellationToken), cancellationToken);
    }

    /// <summary>The version for what is new.</summary>
    /// <param name="key">Sealing or Export.</param>
    public SystemKeyVersion Newest(SystemKey key) => VersionsOf(key)[^1];

    /// <summary>The version that something was sealed under; null when there is no such version.</summary>
    /// <param name="key">Sealing or Export.</param>
    public SystemKeyVersion? Find(SystemKey key, uint number)
    {
        var versions = VersionsOf(key);
        return number >= 1 && number <= versions.Length ? versions[(int)number - 1] : null;
    }

    private ImmutableArray<SystemKeyVersion> VersionsOf(SystemKey key) =>
        _versions.TryGetValue(key, out var versions)
            ? versions
            : throw new InvalidOperationException($"System key {key} has not been read, or is none that encrypts.");

    private async Task<SystemKeyDocument> EnsureAsync(SystemKey key, Func<Task<StoredSystemKeyVersion>> first, CancellationToken cancellationToken)
    {
        var id = RecordOf(key);
        if (await records.ReadAsync(id, SystemKeyDocument.Type, cancellationToken) is { } stored)
        {
            return stored.Document;
        }

        var document = new SystemKeyDocument { Versions = [await first()] };
        if (await records.TryWriteAsync(id, 0, null, document, null, SystemKeyDocument.Type, cancellationToken))
        {
            return document;
        }

        // Another silo was faster; its key is the one.
        var winner = await records.ReadAsync(id, SystemKeyDocument.Type, cancellationToken);
        return winner?.Document ?? throw new StorageException($"System key {key} was refused as existing and cannot be read.");
    }

    private async Task<StoredSystemKeyVersion> WrapAsync(SystemKey key, CancellationToken cancellationToken)
    {
        var wrapped = await hsm.GenerateAsync(BindingOf(key, 1), cancellationToken);
        return new StoredSystemKeyVersion { Number = 1, CreatedUs = Now(), Wrapped = StoredWrappedKey.From(wrapped) };
    }

    private async Task<StoredSystemKeyVersion> SealTokenAsync(CancellationToken cancellationToken)
    {
        using var token = SecretBytes.Random(TokenLength);
        var bytes = await new MaterialSealer(hsm, this).SealAsync(SystemKey.Sealing, RecordOf(SystemKey.Token), 1, token.ExposeMemory(), cancellationToken);
        return new StoredSystemKeyVersion { Number = 1, CreatedUs = Now(), Sealed = bytes };
    }

    private long Now() => Instants.ToMicroseconds(time.GetUtcNow());

    private static SystemKeyVersion ToVersion(SystemKey key, StoredSystemKeyVersion stored) =>
        new(BindingOf(key, stored.Number), stored.Wrapped?.ToWrappedKey() ?? throw new InvalidOperationException($"System key {key} has no wrapped key in version {stored.Number}."));

    private static KeyBinding BindingOf(SystemKey key, uint version) =>
        new(GrainKeys.SystemAccount, NameOf(key), version, KeySpec.Aes256, KeyUsage.EncryptDecrypt);

    private static RecordId RecordOf(SystemKey key) => new(RecordKinds.Key, GrainKeys.SystemAccount, NameOf(key));

    private static string NameOf(SystemKey key) => key switch
    {
        SystemKey.Sealing => "sealing",
        SystemKey.Export => "export",
        SystemKey.Token => "token",
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "Not a system key."),
    };
}

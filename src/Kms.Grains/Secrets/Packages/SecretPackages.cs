using System.Security.Cryptography;
using Kms.Grains.Crypto;
using Kms.Grains.Domain;
using Kms.Grains.Domain.Secrets;
using Kms.Grains.Hsm;
using Kms.Grains.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Kms.Grains.Secrets.Packages;

/// <summary>Seals and opens export packages. See README.md in this folder for the bytes.</summary>
internal sealed class SecretPackages(MaterialSealer sealer, IOptions<ClusterOptions> cluster, TimeProvider time, ILogger<SecretPackages> logger)
{
    /// <summary>
    /// Longest content, in bytes. Its package fits into an import's body of 16 MiB even when the client's JSON writes
    /// every <c>+</c> of the base64 as six characters.
    /// </summary>
    public const int MaxContentLength = (11 * 1024 * 1024) - 1024;

    private const int KeyLength = 32;

    /// <summary>Longest package that is looked at: what the contract of import says.</summary>
    private const int MaxLength = 16 * 1024 * 1024;

    /// <summary>Encrypts a content under a fresh data key.</summary>
    /// <exception cref="HsmException">The HSM does not serve.</exception>
    public async Task<byte[]> SealAsync(string account, ReadOnlyMemory<byte> content)
    {
        using var key = SecretBytes.Random(KeyLength);
        var sealedKey = await sealer.SealAsync(SystemKey.Export, OwnerOf(account), PackageHeader.Format, key.ExposeMemory(), CancellationToken.None);
        var header = new PackageHeader(cluster.Value.ClusterId, account, time.GetUtcNow(), sealedKey).ToBytes();

        var package = new byte[header.Length + HsmArguments.Overhead + content.Length];
        header.CopyTo(package, 0);
        var body = package.AsSpan(header.Length);
        RandomNumberGenerator.Fill(body[..HsmArguments.IvLength]);
        using var aes = new AesGcm(key.ExposeSpan(), HsmArguments.TagLength);
        aes.Encrypt(body[..HsmArguments.IvLength], content.Span, body[HsmArguments.IvLength..^HsmArguments.TagLength], body[^HsmArguments.TagLength..], header);
        return package;
    }

    /// <summary>Opens a package that <see cref="SealAsync"/> made in this cluster for the same account. The caller disposes the result.</summary>
    /// <returns>Its content, or the one refusal.</returns>
    /// <exception cref="HsmException">The HSM does not serve.</exception>
    public async Task<Decision<OpenedPackage>> OpenAsync(string account, ReadOnlyMemory<byte> package)
    {
        if (package.Length > MaxLength || PackageHeader.TryRead(package, out var length) is not { } header || package.Length - length < HsmArguments.Overhead)
        {
            return Refuse(account, "no package");
        }

        if (header.ClusterId != cluster.Value.ClusterId || header.Account != account)
        {
            return Refuse(account, "made elsewhere, or for another account");
        }

        using var key = await TryOpenKeyAsync(account, header.SealedKey);
        if (key is not { Length: KeyLength })
        {
            return Refuse(account, "its data key is not authentic");
        }

        using var content = new SecretBytes(package.Length - length - HsmArguments.Overhead);
        if (!TryDecrypt(key, package.Span[..length], package.Span[length..], content.ExposeSpan()))
        {
            return Refuse(account, "its content is not authentic");
        }

        return PackageReader.TryRead(content.ExposeMemory()) is { } opened ? opened : Refuse(account, "its content is of another version");
    }

    private async Task<SecretBytes?> TryOpenKeyAsync(string account, ReadOnlyMemory<byte> sealedKey)
    {
        try
        {
            return await sealer.OpenAsync(SystemKey.Export, OwnerOf(account), PackageHeader.Format, sealedKey, CancellationToken.None);
        }
        catch (HsmException fault) when (fault.Fault == HsmFault.NotAuthentic)
        {
            return null;
        }
    }

    private static bool TryDecrypt(SecretBytes key, ReadOnlySpan<byte> header, ReadOnlySpan<byte> body, Span<byte> content)
    {
        try
        {
            using var aes = new AesGcm(key.ExposeSpan(), HsmArguments.TagLength);
            aes.Decrypt(body[..HsmArguments.IvLength], body[HsmArguments.IvLength..^HsmArguments.TagLength], body[^HsmArguments.TagLength..], content, header);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private Refusal Refuse(string account, string reason)
    {
        logger.PackageRefused(account, reason);
        return SecretRefusals.BadPackage;
    }

    /// <summary>What the data key of a package belongs to; no record has this kind.</summary>
    private RecordId OwnerOf(string account) => new("secret-package", account, cluster.Value.ClusterId);
}

using System.Security.Cryptography;
using System.Text;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Access;
using Kms.Grains.Domain.Access;
using Kms.Grains.Storage;
using Kms.Silo.Hosting;
using Microsoft.Extensions.Options;

namespace Kms.Silo.Bootstrap;

/// <summary>
/// Creates the first access key, once per database, under the start lock. The order makes every crash harmless: the
/// file that tells the operator, then the access key, then the record that says it is done. A start that finds the
/// earlier steps done goes on from there.
/// </summary>
internal sealed partial class Bootstrapper(
    Records records,
    AccessKeyRecords accessKeys,
    CredentialsFile file,
    PublicEndpoint endpoint,
    IOptions<BootstrapOptions> options,
    ILogger<Bootstrapper> logger)
{
    /// <summary>Applies the bootstrap, or checks the settings against the one that was applied.</summary>
    /// <exception cref="StartupException">The settings contradict what the database holds.</exception>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        var configured = Configured();
        if (await records.ReadAsync(BootstrapDocument.Identity, BootstrapDocument.Type, cancellationToken) is { } done)
        {
            await CompareAsync(configured, done.Document.AccessKeyId, cancellationToken);
            return;
        }

        var credentials = configured ?? await file.ReadAsync(cancellationToken) ?? await GenerateAsync(cancellationToken);
        await CreateAsync(credentials, cancellationToken);
        await records.TryWriteAsync(
            BootstrapDocument.Identity,
            expectedRevision: 0,
            index: null,
            new BootstrapDocument(credentials.AccessKeyId, options.Value.AccountId),
            unknown: null,
            BootstrapDocument.Type,
            cancellationToken);
        Applied(credentials.AccessKeyId, options.Value.AccountId);
    }

    private Credentials? Configured()
    {
        var (id, secret) = (options.Value.AccessKeyId, options.Value.SecretAccessKey);
        if (string.IsNullOrEmpty(id) != string.IsNullOrEmpty(secret))
        {
            throw new StartupException("Kms__Bootstrap__AccessKeyId and Kms__Bootstrap__SecretAccessKey are set together or not at all.");
        }

        if (string.IsNullOrEmpty(id))
        {
            return null;
        }

        return GrainKeys.IsId(id)
            ? new Credentials(id, Encoding.UTF8.GetBytes(secret!))
            : throw new StartupException("Kms__Bootstrap__AccessKeyId: 1 to 64 characters of [A-Za-z0-9_-].");
    }

    private async Task CompareAsync(Credentials? configured, string firstId, CancellationToken cancellationToken)
    {
        if (configured is null)
        {
            return;
        }

        if (configured.AccessKeyId != firstId)
        {
            Ignored(configured.AccessKeyId, firstId);
            return;
        }

        var stored = await accessKeys.ReadAsync(firstId, cancellationToken);
        if (stored is { Key.State: not AccessKeyState.Deleted } && !await HasSecretAsync(stored.Key, configured.Secret, cancellationToken))
        {
            throw new StartupException($"Kms__Bootstrap__SecretAccessKey is not the secret that access key {firstId} was created with. The bootstrap applies once; unset it, or set the first secret.");
        }
    }

    private async Task<Credentials> GenerateAsync(CancellationToken cancellationToken)
    {
        var credentials = new Credentials(AccessKeyRules.NewId(), AccessKeyRules.NewSecret());
        await file.WriteAsync(credentials, endpoint.Url, cancellationToken);
        Generated(file.Path);
        return credentials;
    }

    private async Task CreateAsync(Credentials credentials, CancellationToken cancellationToken)
    {
        if (AccessKeyRules.Refuse(options.Value.AccountId, credentials.Secret) is { } refusal)
        {
            throw new StartupException($"Kms__Bootstrap: {refusal}.");
        }

        var key = await accessKeys.NewAsync(credentials.AccessKeyId, options.Value.AccountId, credentials.Secret);
        if (await accessKeys.TryCreateAtStartAsync(key, cancellationToken))
        {
            return;
        }

        // The start that wrote it ended before it could say so; its account and secret must be the ones meant now.
        var stored = await accessKeys.ReadAsync(credentials.AccessKeyId, cancellationToken);
        if (stored is null || stored.Key.Account != options.Value.AccountId || !await HasSecretAsync(stored.Key, credentials.Secret, cancellationToken))
        {
            throw new StartupException($"Access key {credentials.AccessKeyId} exists with another account or secret than Kms__Bootstrap gives.");
        }
    }

    private async Task<bool> HasSecretAsync(AccessKey key, byte[] secret, CancellationToken cancellationToken)
    {
        using var opened = await accessKeys.OpenSecretAsync(key, cancellationToken);
        return CryptographicOperations.FixedTimeEquals(opened.ExposeSpan(), secret);
    }

    [LoggerMessage(6001, LogLevel.Information, "First access key {AccessKeyId} created for account {Account}")]
    private partial void Applied(string accessKeyId, string account);

    [LoggerMessage(6002, LogLevel.Warning, "Credentials of the first access key were written to {Path}")]
    private partial void Generated(string path);

    [LoggerMessage(6003, LogLevel.Warning, "Kms__Bootstrap__AccessKeyId {AccessKeyId} is ignored: the bootstrap was applied with {FirstAccessKeyId}")]
    private partial void Ignored(string accessKeyId, string firstAccessKeyId);
}

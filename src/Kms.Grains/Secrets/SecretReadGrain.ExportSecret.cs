using System.Security.Cryptography;
using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain.Secrets;
using Kms.Grains.Hosting;
using Kms.Grains.Secrets.Packages;
using Kms.Grains.Storage;

namespace Kms.Grains.Secrets;

internal sealed partial class SecretReadGrain
{
    /// <summary>Versions read at once for an export: at most 2 MiB of values.</summary>
    private const int ExportBatch = 32;

    /// <inheritdoc/>
    public Task<ExportSecretReply> ExportSecretAsync(ExportSecretRequest request) => ServeAsync(request, async id =>
    {
        var secret = await AdmitAsync(id, SecretLifecycle.RefuseExport);
        using var content = new PackageWriter(secret);
        var numbers = secret.Versions.Largest(0, int.MaxValue);
        foreach (var batch in numbers.Reverse().Chunk(ExportBatch))
        {
            Entry.RefuseLate(request, time);
            foreach (var item in Existing(id, [.. batch], await secrets.ReadVersionsAsync(id, [.. batch], CancellationToken.None)))
            {
                await AddAsync(id, content, item);
            }
        }

        return new ExportSecretReply { Package = await packages.SealAsync(id.Account, content.Finish()) };
    });

    private async Task AddAsync(RecordId id, PackageWriter content, SecretItem item)
    {
        var data = await OpenAsync(id, item);
        try
        {
            content.Add(item.Version, data);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(data);
        }

        if (content.Length > SecretPackages.MaxContentLength)
        {
            throw SecretRefusals.PackageTooLarge.ToException();
        }
    }
}

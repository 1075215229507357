using System.Collections.Immutable;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain;
using Kms.Grains.Domain.Secrets;
using Kms.Grains.Hosting;
using Kms.Grains.Storage;

namespace Kms.Grains.Secrets;

internal sealed partial class SecretReadGrain
{
    /// <summary>Values decrypted at the same time for one page.</summary>
    private const int DecryptedAtOnce = 8;

    private static readonly Refusal BadPage = new(KmsErrorCode.InvalidArgument, "page number: from 1; page size: 1 to 100");

    /// <inheritdoc/>
    public Task<DescribeSecretVersionsReply> DescribeSecretVersionsAsync(DescribeSecretVersionsRequest request) => ServeAsync(request, async id =>
    {
        if (request.PageNumber < 1 || request.PageSize is < 1 or > SecretRecords.MaxBatch)
        {
            throw BadPage.ToException();
        }

        var secret = await AdmitAsync(id, SecretLifecycle.Refuse);
        var numbers = secret.Versions.Largest((request.PageNumber - 1L) * request.PageSize, request.PageSize);
        var page = Existing(id, numbers, await secrets.ReadVersionsAsync(id, numbers, CancellationToken.None));
        return new DescribeSecretVersionsReply
        {
            Secret = SecretDescriptions.Of(id, secret),
            TotalCount = secret.Versions.Count,
            Versions = await DescribeAsync(id, secret, page, request.IncludeData),
        };
    });

    /// <summary>Leaves out what was deleted while it was read.</summary>
    private List<SecretItem> Existing(RecordId id, ImmutableArray<uint> numbers, ImmutableArray<SecretItem?> read)
    {
        var existing = new List<SecretItem>(read.Length);
        for (var i = 0; i < read.Length; i++)
        {
            var item = read[i] ?? throw Missing(id, numbers[i]);
            if (item.Version.Exists)
            {
                existing.Add(item);
            }
        }

        return existing;
    }

    private async Task<ImmutableArray<SecretVersionDescription>> DescribeAsync(RecordId id, Secret secret, List<SecretItem> page, bool includeData)
    {
        var now = time.GetUtcNow();
        var versions = ImmutableArray.CreateBuilder<SecretVersionDescription>(page.Count);
        foreach (var batch in page.Chunk(DecryptedAtOnce))
        {
            versions.AddRange(await Task.WhenAll(batch.Select(async item =>
            {
                var readable = includeData && SecretLifecycle.RefuseReading(secret, item.Version, now) is null;
                return SecretDescriptions.Of(item.Version, readable ? await OpenAsync(id, item) : null);
            })));
        }

        return versions.ToImmutable();
    }

    private Task<byte[]> OpenAsync(RecordId id, SecretItem item) => values.OpenAsync(id, item.Version.Number, item.Sealed ?? throw Faults.Internal());
}

using System.Collections.Immutable;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;
using Kms.Grains.Hosting;

namespace Kms.Grains.Keys;

internal sealed partial class KeyGrain
{
    /// <inheritdoc/>
    public async Task<DescribeKeyVersionsReply> DescribeKeyVersionsAsync(DescribeKeyVersionsRequest request)
    {
        var now = Begin(request);
        if (request.PageNumber < 1 || request.PageSize is < 1 or > 100)
        {
            throw new KmsException(KmsErrorCode.InvalidArgument, "page number: 1 or more; page size: 1 to 100");
        }

        var head = Existing(now);
        var numbers = KeyVersions.Page(head.Key, (request.PageNumber - 1L) * request.PageSize, request.PageSize, now);
        return new DescribeKeyVersionsReply
        {
            Key = Describe(head),
            TotalCount = KeyVersions.Count(head.Key, now),
            Versions = await DescribeAsync(head, numbers, now),
        };
    }

    private async Task<ImmutableArray<KeyVersionDescription>> DescribeAsync(KeyHead head, ImmutableArray<KeyVersionNumber> numbers, DateTimeOffset now)
    {
        var pages = await ReadPagesAsync(head, numbers);
        var descriptions = ImmutableArray.CreateBuilder<KeyVersionDescription>(numbers.Length);
        foreach (var number in numbers)
        {
            descriptions.Add(new KeyVersionDescription
            {
                Version = number,
                CreatedAt = Find(head, pages, number).CreatedAt,
                State = head.Key.StateOf(number, now),
                DeleteAt = head.Key.Exceptions.Find(number.Value)?.DeleteAt,
            });
        }

        return descriptions.MoveToImmutable();
    }

    private async Task<ImmutableDictionary<uint, KeyPage>> ReadPagesAsync(KeyHead head, ImmutableArray<KeyVersionNumber> numbers)
    {
        var pages = numbers.Where(number => head.Find(number.Value) is null).Select(number => KeyPages.PageOf(number.Value)).ToHashSet();
        try
        {
            return await keys.ReadPagesAsync(_id.Account, _id.Id, pages, CancellationToken.None);
        }
        catch (Exception fault) when (Faults.IsKnown(fault))
        {
            throw Faults.ToKms(fault, logger, _id);
        }
    }

    private KeyVersion Find(KeyHead head, ImmutableDictionary<uint, KeyPage> pages, KeyVersionNumber number)
    {
        var version = head.Find(number.Value) ?? pages.GetValueOrDefault(KeyPages.PageOf(number.Value))?.Find(number.Value);
        if (version is null)
        {
            logger.VersionMissing(_id.Account, _id.Id, number.Value);
            throw Faults.Internal();
        }

        return version;
    }
}

using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;
using Kms.Grains.Hosting;

namespace Kms.Grains.Keys;

internal sealed partial class KeyGrain
{
    /// <inheritdoc/>
    public async Task<CreateKeyReply> CreateKeyAsync(CreateKeyRequest request)
    {
        var now = Begin(request);
        if (!KeyIdentity.IsCreatable(_id.Id))
        {
            throw new KmsException(KmsErrorCode.InvalidArgument, "key id: 16 characters of [a-z0-9]");
        }

        var command = new NewKey(request.Name ?? string.Empty, request.Description ?? string.Empty, request.Spec, request.RotationDays);
        if (KeyLifecycle.Create(_head?.Key, command, now).IsRefused(out var refusal, out var key))
        {
            throw refusal.ToException();
        }

        var first = await NewVersionAsync(key!, now);
        await WriteAsync(new KeyHead { Key = key!, Protection = factory.ProtectionOf(key!.Spec), Versions = [first] }, now);
        return new CreateKeyReply { Key = Describe(_head!) };
    }

    /// <summary>The material of the key's primary, which the decision has just added. A failure here has changed nothing.</summary>
    private async Task<KeyVersion> NewVersionAsync(Key key, DateTimeOffset now)
    {
        try
        {
            return await factory.NewVersionAsync(_id, key.Primary, key.Spec, now);
        }
        catch (Exception fault) when (Faults.IsKnown(fault))
        {
            throw Faults.ToKms(fault, logger, _id);
        }
    }
}

using Kms.Grains.Abstractions.Catalog;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Tests.Fakes;

/// <summary>A small world for the golden replies: what the grains answer in it.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Created = new(2026, 1, 2, 3, 4, 5, 999, TimeSpan.Zero);

    private static readonly DateTimeOffset Due = new(2026, 2, 1, 23, 59, 59, TimeSpan.Zero);

    public static KeyDescription Key => new()
    {
        KeyId = "srh6mt4lj49tnzvs",
        Name = "payments \"east\" <&> 中",
        Description = "line one\nline two",
        Spec = KeySpec.Aes256,
        State = KeyState.Enabled,
        CreatedAt = Created,
        RotationDays = 90,
        Protection = Protection.Hsm,
    };

    public static SecretDescription Secret => new()
    {
        SecretId = "a1b2c3d4e5f6g7h8",
        Name = "db",
        Description = string.Empty,
        State = SecretState.Enabled,
        CreatedAt = Created,
    };

    /// <summary>Lets every operation succeed.</summary>
    public static FakeCluster AnswerAll(this FakeCluster cluster)
    {
        AnswerKeys(cluster);
        AnswerData(cluster);
        AnswerSecrets(cluster);
        return cluster;
    }

    private static void AnswerKeys(FakeCluster cluster)
    {
        var scheduled = Key with
        {
            KeyId = "zzzzzzzzzzzzzzzz", Name = string.Empty, Description = string.Empty, Spec = KeySpec.Rsa2048,
            State = KeyState.PendingDeletion, RotationDays = 0, DeleteAt = Due, Protection = Protection.Software,
        };
        cluster.On<CreateKeyRequest>(_ => new CreateKeyReply { Key = Key })
            .On<ListKeysRequest>(_ => new ListKeysReply { TotalCount = 12, Keys = [Key, scheduled] })
            .On<DescribeKeyRequest>(_ => new DescribeKeyReply { Key = Key })
            .On<DescribeKeyVersionsRequest>(_ => new DescribeKeyVersionsReply
            {
                Key = Key,
                TotalCount = 3,
                Versions =
                [
                    KeyVersion(10, KeyState.Enabled), KeyVersion(9, KeyState.Disabled),
                    KeyVersion(8, KeyState.PendingDeletion) with { DeleteAt = Due },
                ],
            })
            .On<UpdateKeyRequest>().On<EnableKeyRequest>().On<DisableKeyRequest>().On<CancelKeyDeletionRequest>()
            .On<EnableKeyVersionRequest>().On<DisableKeyVersionRequest>().On<CancelKeyVersionDeletionRequest>()
            .On<ScheduleKeyDeletionRequest>(_ => new ScheduleKeyDeletionReply { DeleteAt = Due })
            .On<ScheduleKeyVersionDeletionRequest>(_ => new ScheduleKeyVersionDeletionReply { DeleteAt = Due })
            .On<RotateKeyRequest>(_ => new RotateKeyReply { Version = new KeyVersionNumber(2) });
    }

    private static void AnswerData(FakeCluster cluster) => cluster
        .On<EncryptRequest>(_ => new EncryptReply { Ciphertext = [0xFB, 0xEF, 0xFF, 1], Version = KeyVersionNumber.First })
        .On<DecryptRequest>(_ => new DecryptReply { Plaintext = "hello"u8.ToArray() })
        .On<GenerateDataKeyRequest>(_ => new GenerateDataKeyReply
        {
            Plaintext = [.. Enumerable.Range(0, 32).Select(i => (byte)i)], Ciphertext = [1, 2, 3], Version = KeyVersionNumber.First,
        })
        .On<GetPublicKeyRequest>(_ => new GetPublicKeyReply { SubjectPublicKeyInfo = [.. Enumerable.Range(0, 60).Select(i => (byte)i)] })
        .On<SignRequest>(_ => new SignReply { Signature = [0xFF, 0xFE], Version = KeyVersionNumber.First })
        .On<VerifyRequest>(_ => new VerifyReply { Valid = true });

    private static void AnswerSecrets(FakeCluster cluster)
    {
        var disabled = Secret with { SecretId = "zzzzzzzzzzzzzzzz", State = SecretState.Disabled };
        cluster.On<CreateSecretRequest>(_ => new CreateSecretReply { Secret = Secret })
            .On<ImportSecretRequest>(_ => new ImportSecretReply { Secret = Secret })
            .On<ListSecretsRequest>(_ => new ListSecretsReply { TotalCount = 2, Secrets = [Secret, disabled] })
            .On<DescribeSecretVersionsRequest>(_ => new DescribeSecretVersionsReply
            {
                Secret = Secret,
                TotalCount = 2,
                Versions = [SecretVersion(10, "pa$$ \"<&>\" 中 \ud83d\ude00"u8), SecretVersion(9, default) with { State = SecretState.Disabled, ExpireAt = Due }],
            })
            .On<ReadSecretVersionRequest>(_ => new ReadSecretVersionReply { Version = SecretVersion(3, "s3cret+/="u8) with { ExpireAt = Due } })
            .On<ExportSecretRequest>(_ => new ExportSecretReply { Package = [0xFB, 0xEF, 0xFF] })
            .On<CreateSecretVersionRequest>(_ => new CreateSecretVersionReply { Version = new SecretVersionNumber(2) })
            .On<UpdateSecretRequest>().On<EnableSecretRequest>().On<DisableSecretRequest>().On<DeleteSecretRequest>()
            .On<UpdateSecretVersionRequest>().On<EnableSecretVersionRequest>().On<DisableSecretVersionRequest>()
            .On<DeleteSecretVersionRequest>();
    }

    private static KeyVersionDescription KeyVersion(uint number, KeyState state) =>
        new() { Version = new KeyVersionNumber(number), CreatedAt = Created, State = state };

    private static SecretVersionDescription SecretVersion(uint number, ReadOnlySpan<byte> data) => new()
    {
        Version = new SecretVersionNumber(number),
        State = SecretState.Enabled,
        CreatedAt = Created,
        StartAt = Created,
        Data = data.IsEmpty ? null : data.ToArray(),
    };
}

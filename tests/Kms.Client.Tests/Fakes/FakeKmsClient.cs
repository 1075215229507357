using System.Text;

namespace Kms.Client.Tests.Fakes;

/// <summary>Makes clients of the fake.</summary>
internal static class FakeKmsClient
{
    public static KmsClient Connect(this FakeKms fake, TimeSpan? timeout = null, int maxReplyBytes = 1024 * 1024) =>
        new(Options(fake.Endpoint, timeout, maxReplyBytes));

    public static KmsClientOptions Options(Uri endpoint, TimeSpan? timeout = null, int maxReplyBytes = 1024 * 1024) => new()
    {
        Endpoint = endpoint,
        AccessKeyId = FakeKms.AccessKeyId,
        SecretAccessKey = Encoding.UTF8.GetBytes(FakeKms.Secret),
        Timeout = timeout ?? TimeSpan.FromSeconds(30),
        MaxReplyBytes = maxReplyBytes,
    };
}

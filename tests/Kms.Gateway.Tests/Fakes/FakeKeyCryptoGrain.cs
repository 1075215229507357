using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Tests.Fakes;

/// <summary>Passes every call on to the test.</summary>
internal sealed class FakeKeyCryptoGrain(FakeCluster cluster, string key) : IKeyCryptoGrain
{
    public Task<DecryptReply> DecryptAsync(DecryptRequest request) => cluster.AskAsync<DecryptReply>(key, request);

    public Task<EncryptReply> EncryptAsync(EncryptRequest request) => cluster.AskAsync<EncryptReply>(key, request);

    public Task<GenerateDataKeyReply> GenerateDataKeyAsync(GenerateDataKeyRequest request) => cluster.AskAsync<GenerateDataKeyReply>(key, request);

    public Task<GetPublicKeyReply> GetPublicKeyAsync(GetPublicKeyRequest request) => cluster.AskAsync<GetPublicKeyReply>(key, request);

    public Task<SignReply> SignAsync(SignRequest request) => cluster.AskAsync<SignReply>(key, request);

    public Task<VerifyReply> VerifyAsync(VerifyRequest request) => cluster.AskAsync<VerifyReply>(key, request);
}

using System.Security.Cryptography;
using System.Text;
using Kms.Grains.Abstractions.Access;
using Kms.Grains.Abstractions.Errors;

namespace Kms.Gateway.Tests.Authentication;

/// <summary>A cluster that knows access keys and verifies signatures; its next answers can be replaced by faults.</summary>
internal sealed class FakeAccessKeys : IGrainFactory
{
    private readonly Dictionary<string, string> _secrets = [];

    public Queue<Exception> DirectoryFaults { get; } = [];

    public Queue<Exception> CheckFaults { get; } = [];

    /// <summary>When set, calls wait for it.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public List<FindAccessKeyRequest> Searches { get; } = [];

    public List<(string AccessKeyId, AuthenticateRequest Request)> Checks { get; } = [];

    public void Add(string accessKeyId, string secret) => _secrets[accessKeyId] = secret;

    public void Remove(string accessKeyId) => _secrets.Remove(accessKeyId);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey
    {
        Assert.Equal(0, primaryKey);
        return (TGrainInterface)(object)new Directory(this);
    }

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => (TGrainInterface)(object)new Check(this, primaryKey);

    private async Task AnswerAsync(Queue<Exception> faults)
    {
        await (Gate?.Task ?? Task.CompletedTask);
        if (faults.TryDequeue(out var fault))
        {
            throw fault;
        }
    }

    private sealed class Directory(FakeAccessKeys cluster) : IAccessKeyDirectoryGrain
    {
        public async Task<FindAccessKeyReply> FindAccessKeyAsync(FindAccessKeyRequest request)
        {
            cluster.Searches.Add(request);
            await cluster.AnswerAsync(cluster.DirectoryFaults);
            return new FindAccessKeyReply { Exists = cluster._secrets.ContainsKey(request.AccessKeyId) };
        }
    }

    private sealed class Check(FakeAccessKeys cluster, string accessKeyId) : IAccessKeyCheckGrain
    {
        public async Task<AuthenticateReply> AuthenticateAsync(AuthenticateRequest request)
        {
            cluster.Checks.Add((accessKeyId, request));
            await cluster.AnswerAsync(cluster.CheckFaults);
            var expected = new byte[SigningKey.Size];
            if (cluster._secrets.TryGetValue(accessKeyId, out var secret))
            {
                SigningKey.Sign(
                    request.Algorithm,
                    Encoding.ASCII.GetBytes(secret),
                    request.Date,
                    request.Region,
                    request.Service,
                    request.StringToSign,
                    expected);
            }

            return secret is not null && CryptographicOperations.FixedTimeEquals(expected, request.Signature)
                ? new AuthenticateReply { Principal = new Principal { Account = "acc", AccessKeyId = accessKeyId, AccessKeyRevision = 7 } }
                : throw new KmsException(KmsErrorCode.Unauthenticated, "not authenticated");
        }
    }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey => throw new NotSupportedException();

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw new NotSupportedException();

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => throw new NotSupportedException();

    public IAddressable GetGrain(GrainId grainId) => throw new NotSupportedException();

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => throw new NotSupportedException();

    public IAddressable GetGrain(Type grainInterfaceType, IdSpan grainKey, string grainClassNamePrefix) => throw new NotSupportedException();

    public IAddressable GetGrain(Type grainInterfaceType, IdSpan grainKey) => throw new NotSupportedException();
}

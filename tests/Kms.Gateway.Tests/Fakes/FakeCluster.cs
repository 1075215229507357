using System.Collections.Concurrent;
using Kms.Grains.Abstractions.Access;
using Kms.Grains.Abstractions.Catalog;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Abstractions.Secrets;
using Orleans;
using Orleans.Runtime;

namespace Kms.Gateway.Tests.Fakes;

/// <summary>Grains that answer what a test told them to, by the type of the request; anything else is "not found".</summary>
internal sealed class FakeCluster : IGrainFactory
{
    private readonly ConcurrentDictionary<Type, Func<string, object, Task<object>>> _answers = new();

    /// <summary>What has been asked: the grain's key and the request.</summary>
    public ConcurrentQueue<(string GrainKey, object Request)> Calls { get; } = new();

    /// <summary>Where access keys are, when authentication is real.</summary>
    public IGrainFactory? AccessKeys { get; set; }

    /// <summary>The only request of a type.</summary>
    public TRequest Single<TRequest>() => Assert.Single(Calls.Select(call => call.Request).OfType<TRequest>());

    /// <summary>Answers with a value.</summary>
    public FakeCluster On<TRequest>(Func<TRequest, object> answer) =>
        OnAsync<TRequest>((_, request) => Task.FromResult(answer(request)));

    /// <summary>Succeeds without a value.</summary>
    public FakeCluster On<TRequest>() => On<TRequest>(_ => true);

    /// <summary>Fails.</summary>
    public FakeCluster Fail<TRequest>(Exception failure) => OnAsync<TRequest>((_, _) => Task.FromException<object>(failure));

    /// <summary>Fails, and from the second time on does what it did before.</summary>
    public FakeCluster FailOnce<TRequest>(Exception failure)
    {
        var before = _answers[typeof(TRequest)];
        _answers[typeof(TRequest)] = (_, _) =>
        {
            _answers[typeof(TRequest)] = before;
            return Task.FromException<object>(failure);
        };
        return this;
    }

    /// <summary>Answers in its own time.</summary>
    public FakeCluster OnAsync<TRequest>(Func<string, TRequest, Task<object>> answer)
    {
        _answers[typeof(TRequest)] = (key, request) => answer(key, (TRequest)request);
        return this;
    }

    public async Task<TReply> AskAsync<TReply>(string grainKey, object request)
    {
        Calls.Enqueue((grainKey, request));
        return _answers.TryGetValue(request.GetType(), out var answer)
            ? (TReply)await answer(grainKey, request)
            : throw new KmsException(KmsErrorCode.NotFound, "not found");
    }

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        object grain = typeof(TGrainInterface).Name switch
        {
            nameof(IKeyGrain) => new FakeKeyGrain(this, primaryKey),
            nameof(IKeyCryptoGrain) => new FakeKeyCryptoGrain(this, primaryKey),
            nameof(ISecretGrain) => new FakeSecretGrain(this, primaryKey),
            nameof(ISecretReadGrain) => new FakeSecretReadGrain(this, primaryKey),
            nameof(ICatalogGrain) => new FakeCatalogGrain(this, primaryKey),
            nameof(IAccessKeyCheckGrain) => AccessKeys!.GetGrain<IAccessKeyCheckGrain>(primaryKey),
            var other => throw new NotSupportedException(other),
        };
        return (TGrainInterface)grain;
    }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => AccessKeys!.GetGrain<TGrainInterface>(primaryKey);

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

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string? grainClassNamePrefix) => throw new NotSupportedException();

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => throw new NotSupportedException();
}

using Kms.Grains.Storage;
using Orleans.Storage;

namespace Kms.Silo.Storage.Postgres;

/// <summary>Orleans' ADO.NET storage behind the gate, so that its bounds, its outage and its faults are those of everything else.</summary>
/// <param name="orleans">The provider, registered as <see cref="ProviderName"/>.</param>
internal sealed class PostgresGrainStorage([FromKeyedServices(PostgresGrainStorage.ProviderName)] IGrainStorage orleans, PostgresGate gate) : IGrainStorage
{
    /// <summary>The key of Orleans' own provider.</summary>
    public const string ProviderName = "kms-adonet";

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync(() => orleans.ReadStateAsync(stateName, grainId, grainState));

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync(() => orleans.WriteStateAsync(stateName, grainId, grainState));

    /// <summary>Never: what is destroyed leaves a tombstone, which is an ordinary write.</summary>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException("Records are not cleared; a tombstone is written.");

    private Task<bool> RunAsync(Func<Task> call) => gate.RunAsync(
        async _ =>
        {
            await call();
            return true;
        },
        CancellationToken.None);
}

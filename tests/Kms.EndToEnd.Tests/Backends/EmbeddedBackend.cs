namespace Kms.EndToEnd.Tests.Backends;

/// <summary>SQLite and the software HSM: the defaults, so nothing is set.</summary>
public sealed class EmbeddedBackend : IBackend
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public string Protection => "software";

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

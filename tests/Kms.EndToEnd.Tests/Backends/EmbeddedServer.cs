using Kms.Testing.Processes;

namespace Kms.EndToEnd.Tests.Backends;

/// <summary>A server with the defaults, for tests that only talk to it.</summary>
public sealed class EmbeddedServer : IAsyncLifetime
{
    /// <summary>The running server.</summary>
    public KmsProcess Process { get; } = new();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await Process.StartAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Process.DisposeAsync();
}

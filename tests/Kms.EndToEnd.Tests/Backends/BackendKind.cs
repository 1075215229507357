using Kms.Testing.Postgres;

namespace Kms.EndToEnd.Tests.Backends;

/// <summary>The two back ends that every release is tested on.</summary>
public enum BackendKind
{
    /// <summary>SQLite and the software HSM.</summary>
    Embedded,

    /// <summary>PostgreSQL and a PKCS#11 token of SoftHSM2.</summary>
    PostgresSoftHsm,
}

internal static class BackendKinds
{
    /// <summary>A fresh back end of this kind, ready for a server's first start.</summary>
    public static async Task<IBackend> CreateAsync(this BackendKind kind, PostgresServer postgres)
    {
        IBackend backend = kind == BackendKind.Embedded ? new EmbeddedBackend() : new PostgresSoftHsmBackend(postgres);
        await backend.InitializeAsync();
        return backend;
    }
}

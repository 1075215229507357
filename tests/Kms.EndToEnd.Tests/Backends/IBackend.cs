namespace Kms.EndToEnd.Tests.Backends;

/// <summary>A database and an HSM, as settings of a server. Initialised before use, removed with its disposal.</summary>
public interface IBackend : IAsyncDisposable
{
    /// <summary>What the server's environment must say.</summary>
    IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>What keys are labelled with: software or hsm.</summary>
    string Protection { get; }

    /// <summary>Makes the database and the token.</summary>
    Task InitializeAsync();
}

using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Kms.Testing.Processes;

/// <summary>
/// One installation of the real server: a data directory, a port on 127.0.0.1 and settings, and the process that runs
/// on them, which can be killed and started again. Disposing ends the process and removes the directory.
/// </summary>
public sealed class KmsProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TemporaryDirectory _directory = new("kms-silo-");
    private readonly SortedDictionary<string, string> _settings;
    private readonly HttpClient _health;
    private GuardedProcess? _process;

    /// <summary>Prepares an installation; nothing runs yet.</summary>
    /// <param name="settings">Environment variables, as the operator sets them (<c>Kms__Hsm__Provider</c>); they may override ours.</param>
    public KmsProcess(params IEnumerable<KeyValuePair<string, string>> settings)
    {
        Endpoint = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LocalPort.Free()}"));
        _settings = new(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = Endpoint.ToString(),
            ["Kms__DataDirectory"] = _directory.File("data"),
            ["Kms__Silo__Port"] = LocalPort.Free().ToString(CultureInfo.InvariantCulture),
        };
        foreach ((string name, string value) in settings)
        {
            _settings[name] = value;
        }

        _health = new HttpClient { BaseAddress = Endpoint, Timeout = TimeSpan.FromSeconds(10) };
    }

    /// <summary>Where the gateway listens.</summary>
    public Uri Endpoint { get; }

    /// <summary>What the process has written last.</summary>
    public ProcessLog Log { get; } = new();

    /// <summary>The data directory that the silo is told.</summary>
    public string DataDirectory => _settings["Kms__DataDirectory"];

    /// <summary>The process id.</summary>
    public int Id => _process?.Id ?? throw new InvalidOperationException("Not started.");

    /// <summary>True while the process runs.</summary>
    public bool IsRunning => _process is { HasExited: false };

    /// <summary>True when this process wrote the generated first access key into its data directory.</summary>
    public bool HasCredentials => File.Exists(Path.Combine(DataDirectory, KmsCredentials.FileName));

    /// <summary>The generated first access key.</summary>
    public KmsCredentials Credentials => KmsCredentials.Read(Path.Combine(DataDirectory, KmsCredentials.FileName));

    /// <summary>Starts an installation of these settings and waits until it is ready.</summary>
    public static async Task<KmsProcess> StartNewAsync(params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var created = new KmsProcess(settings);
        try
        {
            await created.StartAsync();
            return created;
        }
        catch
        {
            await created.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the process, without waiting for more than its existence.</summary>
    public async Task LaunchAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        string executable = KmsExecutable.Find();
        var start = new ProcessStartInfo("dotnet", [executable]) { WorkingDirectory = Path.GetDirectoryName(executable)! };
        foreach (string name in start.Environment.Keys.Where(IsOurs).ToArray())
        {
            start.Environment.Remove(name); // what the developer's shell has set is no part of a test
        }

        foreach ((string name, string value) in _settings)
        {
            start.Environment[name] = value;
        }

        _process = await GuardedProcess.StartAsync(start, Log);
    }

    /// <summary>Starts the process and waits until <c>/health/ready</c> says so.</summary>
    /// <exception cref="InvalidOperationException">The process ended, or is not ready in time; with its log.</exception>
    public async Task StartAsync()
    {
        await LaunchAsync();
        await ReadyAsync();
    }

    /// <summary>Waits until <c>/health/ready</c> answers 200.</summary>
    /// <exception cref="InvalidOperationException">The process ended, or is not ready in time; with its log.</exception>
    public async Task ReadyAsync()
    {
        bool decided = await Eventually.TrueAsync(async () => !IsRunning || await HealthAsync("/health/ready") == HttpStatusCode.OK, Patience);
        if (!decided || !IsRunning)
        {
            throw new InvalidOperationException($"The silo {(IsRunning ? "is not ready" : "has ended")}:\n{Log}");
        }
    }

    /// <summary>The status of a health path; null when nobody answers.</summary>
    public async Task<HttpStatusCode?> HealthAsync(string path)
    {
        try
        {
            using HttpResponseMessage response = await _health.GetAsync(new Uri(path, UriKind.Relative));
            return response.StatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>Waits for the process to end by itself, as one that refuses to start does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync()
    {
        try
        {
            await _process!.WaitForExitAsync().WaitAsync(Patience);
            return _process.ExitCode;
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"The silo does not end:\n{Log}");
        }
    }

    /// <summary>Ends the process as a power cut would: <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process!.Signal("KILL");
        await ExitAsync();
    }

    /// <summary>Asks the process to stop (SIGTERM) and waits for it.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        _process!.Signal("TERM");
        return await ExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _health.Dispose();
        _directory.Dispose();
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("Kms__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase);
}

using Kms.Grains.Hsm;

namespace Kms.Silo.Hsm.Software;

internal sealed partial class SoftwareHsm
{
    /// <inheritdoc/>
    public async Task OpenAsync(IRootRegistry registry, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
            throw new HsmException(HsmFault.Refused, "The software HSM checks owner and mode of its root file, and can do so on Linux only.");
        if (_state is not null)
            throw new InvalidOperationException("The software HSM is open.");
        cancellationToken.ThrowIfCancellationRequested();

        var file = new RootFile(_options.DataDirectory, PosixFile.CurrentUser);
        var (roots, newest) = await new RootOpening(file, registry, _logger).OpenAsync(cancellationToken);
        var keys = new OpenKeyCache(_options.CachedKeys, (binding, key) => Unwrap(roots, binding, key));
        _state = new OpenState(roots, keys, newest.KekGeneration, newest.BindingGeneration);
        LogOpened(file.FilePath);
    }

    /// <inheritdoc/>
    public Task CloseAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Zeroes what it owns.</summary>
    public void Dispose() => Interlocked.Exchange(ref _state, null)?.Dispose();

    [LoggerMessage(SoftwareHsmEvents.Opened, LogLevel.Information, "Keys have software protection, under the root keys in {Path}. Back this file up, apart from the database")]
    private partial void LogOpened(string path);
}

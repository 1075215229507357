using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Healing;
using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Silo.Hsm.Pkcs11.Opening;
using Kms.Silo.Hsm.Pkcs11.Running;
using Kms.Silo.Hsm.Pkcs11.Sessions;

namespace Kms.Silo.Hsm.Pkcs11;

/// <summary>The life of the token in this process: opened, healed when something of it is lost, closed.</summary>
internal sealed partial class TokenKeeper : IDisposable
{
    private readonly Pkcs11Options _options;
    private readonly Pkcs11Timing _timing;
    private readonly ILogger _logger;
    private readonly TokenOpening _opening;
    private readonly TokenHealer _healer;
    private readonly CancellationTokenSource _closing = new();
    private Task _watching = Task.CompletedTask;
    private Task _healing = Task.CompletedTask;

    /// <summary>Nothing is loaded yet.</summary>
    public TokenKeeper(Pkcs11Options options, Func<string, ICryptoki> load, Pkcs11Timing timing, TimeProvider time, ILogger logger)
    {
        (_options, _timing, _logger) = (options, timing, logger);
        var steps = new NativeSteps(time);
        Runner = new TokenRunner(State, time);
        _opening = new TokenOpening(new ModuleOpener(options, load), steps, options, timing, time, ReplaceWorkAsync, ReplaceOwnerAsync);
        _healer = new TokenHealer(State, _opening, new TokenPresence(options, load), steps, timing, time, logger);
        Watch = new TokenWatch(State, Runner, timing, time, logger);
    }

    /// <summary>What serves.</summary>
    public TokenState State { get; } = new();

    /// <summary>Runs operations on what serves.</summary>
    public TokenRunner Runner { get; }

    /// <summary>Looks at what serves.</summary>
    public TokenWatch Watch { get; }

    /// <summary>Opens the token. After a failure it may be called again; a PIN that was refused is then not tried again.</summary>
    public async Task OpenAsync(IRootRegistry registry, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
        State.Lost = token => _healing = Task.Run(() => _healer.HealAsync(token, registry, _closing.Token), CancellationToken.None);
        var token = await _opening.OpenAsync(registry, mayCreate: true, cancellationToken).ConfigureAwait(false);
        RaiseThreads(_options.Sessions + 1);
        State.Open(token);
        LogOpened(_options.TokenLabel, token.Module.Profile.Name, (uint)token.Module.Profile.KeyWrapWithPadding, _options.Sessions);
        _watching = Task.Run(() => Watch.RunAsync(_closing.Token), CancellationToken.None);
    }

    /// <summary>Closes the token. A call that does not come back is left behind, and the module with it.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (_closing.IsCancellationRequested)
            return;
        await _closing.CancelAsync().ConfigureAwait(false);
        State.Close("The module is closed.");
        await Task.WhenAll(_watching, _healing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        State.Close("The module is closed."); // a healing may have ended with an open token in between
        try
        {
            if (State.Latest is { } latest && !await latest.CloseAsync(_timing.Quiet).ConfigureAwait(false))
                LogLeftBehind(latest.Stuck);
            else
                await _opening.CloseAsync(_timing.Quiet, cancellationToken).ConfigureAwait(false);
        }
        catch (HsmException exception)
        {
            LogCloseFailed(exception.Message);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _closing.Dispose();

    /// <summary>
    /// Calls on the caller's thread block a thread of the pool each, one per session at most. The pool grows by one or two
    /// threads a second beyond its minimum, so without this a slow module would starve everything else.
    /// </summary>
    private static void RaiseThreads(int sessions)
    {
        ThreadPool.GetMinThreads(out var workers, out var completionPorts);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + sessions), completionPorts);
    }

    /// <summary>Closing a session takes longer the more objects live (2.5 ms with 10 000 on SoftHSM); no caller waits for it.</summary>
    private Task<TokenSession?> ReplaceWorkAsync(TokenSession spoilt)
    {
        var token = State.Latest!;
        spoilt.Cryptoki.CloseSession(spoilt.Handle);
        try
        {
            return Task.FromResult<TokenSession?>(ModuleOpener.OpenWorkSession(spoilt.Cryptoki, token.Module.Slot));
        }
        catch (HsmException exception)
        {
            State.Lose(token, Loss.Everything, $"No session can be opened: {exception.Message}");
            return Task.FromResult<TokenSession?>(null);
        }
    }

    private Task<TokenSession?> ReplaceOwnerAsync(TokenSession spoilt)
    {
        State.Lose(State.Latest!, Loss.Everything, "The session that owns the objects is spoilt");
        return Task.FromResult<TokenSession?>(null);
    }
}

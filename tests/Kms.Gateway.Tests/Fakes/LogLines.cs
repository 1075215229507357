using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Kms.Gateway.Tests.Fakes;

/// <summary>Keeps what is logged.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly SemaphoreSlim _changed = new(0);

    public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = new();

    /// <summary>Waits until a line with this text has been logged.</summary>
    public async Task WaitForAsync(string text)
    {
        while (!Lines.Any(line => line.Text.Contains(text, StringComparison.Ordinal)))
        {
            Assert.True(await _changed.WaitAsync(TimeSpan.FromSeconds(30)), $"never logged: {text}");
        }
    }

    /// <summary>Nobody has complained, Kestrel included.</summary>
    public void AssertQuiet()
    {
        var complaints = string.Concat(Lines.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Text));
        Assert.True(complaints.Length == 0, complaints);
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void Dispose() => _changed.Dispose();

    private sealed class Logger(LogLines owner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            owner.Lines.Enqueue((logLevel, $"{formatter(state, exception)} {exception}"));
            owner._changed.Release();
        }
    }
}

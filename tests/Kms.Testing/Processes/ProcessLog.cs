using System.Diagnostics;

namespace Kms.Testing.Processes;

/// <summary>The last lines that a child process wrote, kept to be shown when a test fails.</summary>
public sealed class ProcessLog(int capacity = 400)
{
    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly List<(string Text, TaskCompletionSource<string> Found)> _awaited = [];

    /// <summary>Takes one line; null (end of a stream) is ignored.</summary>
    public void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            _lines.Enqueue(line);
            if (_lines.Count > capacity)
            {
                _lines.Dequeue();
            }

            foreach ((string text, TaskCompletionSource<string> found) in _awaited)
            {
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    found.TrySetResult(line);
                }
            }

            _awaited.RemoveAll(waiter => waiter.Found.Task.IsCompleted);
        }
    }

    /// <summary>Ends with the next line that contains the text; lines written before the call do not count.</summary>
    public Task<string> NextLineAsync(string text)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _awaited.Add((text, found));
        }

        return found.Task;
    }

    /// <summary>Reads both output streams of a started process into this log.</summary>
    public void Follow(Process process)
    {
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The kept lines that contain one of the texts, oldest first.</summary>
    public IReadOnlyList<string> Containing(IReadOnlyCollection<string> texts)
    {
        lock (_gate)
        {
            return [.. _lines.Where(line => texts.Any(text => line.Contains(text, StringComparison.Ordinal)))];
        }
    }

    /// <summary>The kept lines, oldest first.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            return string.Join('\n', _lines);
        }
    }
}

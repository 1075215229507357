using Kms.Cli.Hosting;
using Kms.Client.Errors;
using Spectre.Console;

namespace Kms.Cli.Output;

/// <summary>Says what a command found: tables and sentences for people, JSON for scripts.</summary>
internal sealed class Printer
{
    private readonly CliIo _io;
    private readonly IAnsiConsole _console;

    public Printer(CliIo io, bool json)
    {
        _io = io;
        IsJson = json;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(io.Out),
            Ansi = io.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = io.IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        _console.Profile.Width = io.Width;
    }

    public bool IsJson { get; }

    /// <summary>An action that was done.</summary>
    public void Done(string sentence, params ReadOnlySpan<Field> fields)
    {
        if (IsJson) JsonText.Write(_io.RawOut, fields);
        else _io.Out.WriteLine(Plain.Text(sentence));
    }

    /// <summary>One value that scripts may take as it is, such as a new identifier.</summary>
    public void Value(Field field)
    {
        if (IsJson) JsonText.Write(_io.RawOut, [field]);
        else _io.Out.WriteLine(Plain.Value(field.Value));
    }

    /// <summary>One thing with its members.</summary>
    public void Record(params ReadOnlySpan<Field> fields)
    {
        if (IsJson)
        {
            JsonText.Write(_io.RawOut, fields);
            return;
        }
        var width = 0;
        foreach (var field in fields) width = Math.Max(width, field.Title.Length);
        foreach (var field in fields) WriteLine(field, width);
    }

    /// <summary>A page of things that all have the same members.</summary>
    /// <param name="titles">The columns' titles.</param>
    /// <param name="rows">Each row's fields, in the columns' order.</param>
    /// <param name="totalCount">How many there are on all pages.</param>
    public void List(IReadOnlyList<string> titles, IReadOnlyList<Field[]> rows, int totalCount)
    {
        if (IsJson)
        {
            JsonText.WriteList(_io.RawOut, rows, totalCount);
            return;
        }
        _console.Write(Table(titles, rows));
        _io.Out.WriteLine(rows.Count == totalCount ? $"{totalCount} in all" : $"{rows.Count} of {totalCount}");
    }

    /// <summary>A table, and a sentence under it.</summary>
    public void Table(string caption, IReadOnlyList<string> titles, IReadOnlyList<Field[]> rows)
    {
        _console.Write(Table(titles, rows));
        _io.Out.WriteLine(caption);
    }

    /// <summary>JSON that a command wrote itself.</summary>
    public void Json(ReadOnlySpan<byte> json)
    {
        _io.RawOut.Write(json);
        _io.Out.WriteLine();
    }

    /// <summary>Where a long command is, on standard error; nothing for scripts.</summary>
    public void Progress(string sentence)
    {
        if (!IsJson) _io.Error.WriteLine(sentence);
    }

    public void Refusal(KmsApiException refusal)
    {
        if (IsJson) JsonText.WriteRefusal(_io.Error, refusal);
        else _io.Error.WriteLine(Plain.Text($"{refusal.Code} {refusal.Status}: {refusal.Message}{Request(refusal)}"));
    }

    public void Error(string status, string message)
    {
        if (IsJson) JsonText.WriteError(_io.Error, status, message);
        else _io.Error.WriteLine(Plain.Text($"kms: {message}"));
    }

    // What is secret goes out as the bytes it is, and never becomes a string.
    private void WriteLine(Field field, int width)
    {
        _io.Out.Write($"{field.Title.PadRight(width)}  ");
        if (field.Value is Utf8Text text) _io.RawOut.Write(text.Bytes);
        else _io.Out.Write(Plain.Value(field.Value));
        _io.Out.WriteLine();
    }

    private static string Request(KmsApiException refusal) => refusal.RequestId.Length > 0 ? $" (request {refusal.RequestId})" : "";

    private static Table Table(IReadOnlyList<string> titles, IReadOnlyList<Field[]> rows)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var title in titles) table.AddColumn(new TableColumn(new Text(title)).NoWrap());
        foreach (var row in rows) table.AddRow(row.Select(field => new Text(Plain.Value(field.Value))));
        return table;
    }
}

namespace Kms.Cli.Output;

/// <summary>One thing to say: a member in JSON, a column or line for people.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Title">What people read.</param>
/// <param name="Value">A string, number, boolean, enum, <see cref="DateTimeOffset"/>, <see cref="Utf8Text"/>, <see cref="Hidden"/> or null.</param>
internal readonly record struct Field(string Name, string Title, object? Value);

/// <summary>Text that stays bytes, because it is secret and was asked for.</summary>
internal sealed record Utf8Text(byte[] Bytes)
{
    public override string ToString() => nameof(Utf8Text);
}

/// <summary>Stands for what is not shown unless asked for; JSON leaves it out.</summary>
internal sealed record Hidden(string Hint)
{
    public static Hidden RevealOrOut { get; } = new("(hidden: --reveal shows it, --out FILE keeps it)");
}

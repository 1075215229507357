using System.Diagnostics.CodeAnalysis;

namespace Kms.Grains.Domain;

/// <summary>What the rules decided: a result, or a refusal.</summary>
/// <typeparam name="T">The result.</typeparam>
internal readonly struct Decision<T>
{
    private readonly T? _result;

    private Decision(T? result, Refusal? refusal) => (_result, Refusal) = (result, refusal);

    /// <summary>Why not, or null when there is a result.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Tells the two apart.</summary>
    public bool IsRefused([NotNullWhen(true)] out Refusal? refusal, [MaybeNullWhen(true)] out T result)
    {
        (refusal, result) = (Refusal, _result);
        return refusal is not null;
    }

    /// <summary>A result.</summary>
    public static implicit operator Decision<T>(T result) => new(result, null);

    /// <summary>A refusal.</summary>
    public static implicit operator Decision<T>(Refusal refusal) => new(default, refusal);
}

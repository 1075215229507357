using System.Diagnostics.CodeAnalysis;

namespace Kms.Gateway.Authentication;

/// <summary>What a step of authentication came to: a value, or a refusal (401).</summary>
internal readonly record struct AuthenticationResult<T>
    where T : class
{
    private AuthenticationResult(T? value, SignatureRefusal? refusal) => (Value, Refusal) = (value, refusal);

    public T? Value { get; }

    /// <summary>Why not. After it the connection closes: a body may be left unread.</summary>
    public SignatureRefusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Value is not null;

    public static implicit operator AuthenticationResult<T>(T value) => new(value, null);

    public static implicit operator AuthenticationResult<T>(SignatureRefusal refusal) => new(null, refusal);
}

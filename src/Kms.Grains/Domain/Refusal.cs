using Kms.Grains.Abstractions.Errors;

namespace Kms.Grains.Domain;

/// <summary>The rules said no. A value: the domain never throws one, and a refused command changes nothing.</summary>
/// <param name="Code">Its class.</param>
/// <param name="Message">What the caller may read.</param>
internal sealed record Refusal(KmsErrorCode Code, string Message)
{
    /// <summary>The form in which a refusal leaves the cluster; for grains.</summary>
    public KmsException ToException() => new(Code, Message);
}

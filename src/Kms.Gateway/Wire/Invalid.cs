using Kms.Grains.Abstractions.Errors;

namespace Kms.Gateway.Wire;

/// <summary>Refusals of the gateway's own reading, in the same words as a grain's.</summary>
internal static class Invalid
{
    /// <summary>The request is wrong: 400.</summary>
    public static KmsException Argument(string message) => new(KmsErrorCode.InvalidArgument, message);

    /// <summary>A field that has to be there is not: 400.</summary>
    public static KmsException Missing(string field) => Argument($"{field} is missing");

    /// <summary>The path names what cannot exist: 404.</summary>
    public static KmsException NotFound() => new(KmsErrorCode.NotFound, "not found");
}

namespace Kms.Client.Errors;

/// <summary>There was no usable answer: the service cannot be reached, did not answer in time, or what came is not its
/// protocol. Whether a change happened is unknown.</summary>
public sealed class KmsUnavailableException : Exception
{
    internal KmsUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

namespace Kms.Grains.Abstractions.Errors;

/// <summary>
/// The one error that crosses the cluster's boundary. Its message is meant for the caller: it never holds key
/// material, SQL, PKCS#11 codes or stack traces.
/// </summary>
[GenerateSerializer, Alias("kms.KmsException")]
public sealed class KmsException : Exception
{
    /// <summary>Creates an error without a cause; for serialisers and tests.</summary>
    public KmsException()
        : this(KmsErrorCode.Internal, "internal error")
    {
    }

    /// <summary>Creates an internal error.</summary>
    /// <param name="message">What the caller may read.</param>
    public KmsException(string message)
        : this(KmsErrorCode.Internal, message)
    {
    }

    /// <summary>Creates an internal error with its cause, which stays in this process.</summary>
    /// <param name="message">What the caller may read.</param>
    /// <param name="innerException">The cause.</param>
    public KmsException(string message, Exception innerException)
        : base(message, innerException) => Code = KmsErrorCode.Internal;

    /// <summary>Creates an error.</summary>
    /// <param name="code">Its class.</param>
    /// <param name="message">What the caller may read.</param>
    public KmsException(KmsErrorCode code, string message)
        : base(message) => Code = code;

    /// <summary>The class of the error.</summary>
    [Id(0)]
    public KmsErrorCode Code { get; private set; }
}

namespace Kms.Grains.Hsm;

/// <summary>A fault of the HSM layer. The message may name codes and settings; it is for the log, never for a caller.</summary>
internal sealed class HsmException(HsmFault fault, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Its class.</summary>
    public HsmFault Fault { get; } = fault;
}

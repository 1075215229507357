namespace Kms.Silo.Hosting;

/// <summary>A setting or a find at start that forbids to go on. The message is for the operator: what is wrong, and what to do.</summary>
internal sealed class StartupException(string message, Exception? innerException = null) : Exception(message, innerException);

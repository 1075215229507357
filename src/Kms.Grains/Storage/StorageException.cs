namespace Kms.Grains.Storage;

/// <summary>The database did not answer, or not in time; a write that ended so has an unknown outcome. For the log, never for a caller.</summary>
internal sealed class StorageException(string message, Exception? innerException = null) : Exception(message, innerException);

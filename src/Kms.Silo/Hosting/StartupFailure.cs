using Kms.Grains.Hsm;
using Kms.Grains.Storage;

namespace Kms.Silo.Hosting;

/// <summary>Finds the sentence for the operator in what a failed start threw.</summary>
internal static class StartupFailure
{
    /// <summary>The message of the innermost fault that was meant for an operator, or null when there is none.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        StartupException or HsmException or StorageException => exception.Message,
        AggregateException { InnerExceptions: var inner } => inner.Select(Explain).FirstOrDefault(message => message is not null),
        { InnerException: { } inner } => Explain(inner),
        _ => null,
    };
}

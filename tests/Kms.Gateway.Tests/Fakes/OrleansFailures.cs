using System.Reflection;
using Orleans.Runtime;

namespace Kms.Gateway.Tests.Fakes;

/// <summary>Failures that only Orleans itself can make.</summary>
internal static class OrleansFailures
{
    /// <summary>A call that was turned away before a grain saw it. Its constructors are Orleans' own.</summary>
    public static Exception Rejected { get; } = (Exception)Activator.CreateInstance(
        typeof(OrleansMessageRejectionException),
        BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public,
        null,
        ["Silo stopping; SELECT * FROM kms_head; CKR_PIN_INCORRECT"],
        null)!;

    /// <summary>A silo that went away with the call.</summary>
    public static Exception SiloGone { get; } = new SiloUnavailableException("S127.0.0.1:11111:1");
}

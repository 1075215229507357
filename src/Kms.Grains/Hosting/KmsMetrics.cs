using System.Diagnostics.Metrics;

namespace Kms.Grains.Hosting;

/// <summary>The service's own meter, <c>Kms</c>. Instruments live beside the code that measures.</summary>
internal static class KmsMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Kms";

    /// <summary>The meter.</summary>
    public static Meter Meter { get; } = new(MeterName);
}

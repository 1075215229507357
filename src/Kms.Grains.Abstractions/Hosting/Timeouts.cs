namespace Kms.Grains.Abstractions.Hosting;

/// <summary>Response timeouts of grain calls, in the form that <c>ResponseTimeoutAttribute</c> takes.</summary>
/// <remarks>Orleans sweeps expired calls once a second, so a call ends up to one second after its timeout.</remarks>
public static class Timeouts
{
    /// <summary>Cryptography, reads and authentication: 3 seconds.</summary>
    public const string DataPlane = "00:00:03";

    /// <summary>Everything that changes a key, a secret or an access key: 6 seconds.</summary>
    public const string Lifecycle = "00:00:06";
}

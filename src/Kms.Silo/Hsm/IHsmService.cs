using Orleans.Services;

namespace Kms.Silo.Hsm;

/// <summary>The HSM of one silo, as operators and other silos may ask for it. Cryptography never goes this way.</summary>
[Alias("kms.IHsmService")]
internal interface IHsmService : IGrainService
{
    /// <summary>Whether the module serves now.</summary>
    [Alias("IsHealthy")]
    Task<bool> IsHealthyAsync();
}

namespace Kms.Silo.Hosting;

/// <summary>The address that this process tells its operator to use.</summary>
/// <param name="Url">The first configured URL.</param>
internal sealed record PublicEndpoint(string Url);

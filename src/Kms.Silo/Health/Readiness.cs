namespace Kms.Silo.Health;

/// <summary>What <c>/health/ready</c> answers.</summary>
/// <param name="Silo">Whether the silo is active.</param>
/// <param name="Database">Whether the database answered.</param>
/// <param name="Hsm">Whether the HSM made a MAC.</param>
internal sealed record Readiness(bool Silo, bool Database, bool Hsm)
{
    /// <summary>Whether requests can be served.</summary>
    public bool IsReady => Silo && Database && Hsm;
}

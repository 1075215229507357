namespace Kms.Silo.Tests.Hsm.Software;

public sealed class SoftwareHsmConformance(SoftwareHsmFixture fixture) : HsmConformance(fixture), IClassFixture<SoftwareHsmFixture>;

public sealed class SoftwareHsmFixture : HsmFixture
{
    internal override Task<HsmWorld> CreateWorldAsync() => Task.FromResult<HsmWorld>(new SoftwareWorld());
}

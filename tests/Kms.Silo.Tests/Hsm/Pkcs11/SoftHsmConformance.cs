namespace Kms.Silo.Tests.Hsm.Pkcs11;

public sealed class SoftHsmConformance(SoftHsmFixture fixture) : HsmConformance(fixture), IClassFixture<SoftHsmFixture>;

public sealed class SoftHsmFixture : HsmFixture
{
    internal override Task<HsmWorld> CreateWorldAsync() => Task.FromResult<HsmWorld>(new SoftHsmWorld());
}

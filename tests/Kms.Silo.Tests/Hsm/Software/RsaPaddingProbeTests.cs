using System.Security.Cryptography;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Software;

namespace Kms.Silo.Tests.Hsm.Software;

public sealed class RsaPaddingProbeTests
{
    [Fact]
    public void Require_CryptographyOfThisProcess_Passes()
    {
        using var rsa = RSA.Create(2048);

        new RsaPaddingProbe().Require(rsa);
    }

    [Fact]
    public void Require_CryptographyThatHidesWrongPaddings_Refuses()
    {
        using var rsa = new HidingRsa();
        var probe = new RsaPaddingProbe();

        Assert.Equal(HsmFault.Refused, Assert.Throws<HsmException>(() => probe.Require(rsa)).Fault);
        Assert.Equal(HsmFault.Refused, Assert.Throws<HsmException>(() => probe.Require(rsa)).Fault);
    }

    /// <summary>Answers a wrong padding as OpenSSL does since 3.2 where nobody switches it off.</summary>
    private sealed class HidingRsa : RSA
    {
        private readonly RSA _inner = Create(2048);

        public override byte[] Decrypt(byte[] data, RSAEncryptionPadding padding)
        {
            try
            {
                return _inner.Decrypt(data, padding);
            }
            catch (CryptographicException)
            {
                return [1, 2, 3];
            }
        }

        public override RSAParameters ExportParameters(bool includePrivateParameters) => _inner.ExportParameters(includePrivateParameters);

        public override void ImportParameters(RSAParameters parameters) => _inner.ImportParameters(parameters);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _inner.Dispose();
            base.Dispose(disposing);
        }
    }
}

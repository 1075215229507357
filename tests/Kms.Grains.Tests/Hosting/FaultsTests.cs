using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Hosting;
using Kms.Grains.Hsm;
using Kms.Grains.Storage;
using Kms.Testing.Logging;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Kms.Grains.Tests.Hosting;

public sealed class FaultsTests
{
    private static readonly RecordId Record = new(RecordKinds.Secret, "acc", "id");

    public static TheoryData<Exception, KmsErrorCode> Known => new()
    {
        { new StorageException("select x"), KmsErrorCode.Unavailable },
        { new InconsistentStateException("select x"), KmsErrorCode.Unavailable },
        { new HsmException(HsmFault.Unavailable, "CKR x"), KmsErrorCode.Unavailable },
        { new HsmException(HsmFault.Busy, "CKR x"), KmsErrorCode.Unavailable },
        { new HsmException(HsmFault.NotAuthentic, "CKR x"), KmsErrorCode.Internal },
        { new HsmException(HsmFault.Refused, "CKR x"), KmsErrorCode.Internal },
        { new InvalidOperationException("x"), KmsErrorCode.Internal },
    };

    [Theory]
    [MemberData(nameof(Known), DisableDiscoveryEnumeration = true)]
    public void Fault_ToCaller_KeepsItsCauseInTheLog(Exception fault, KmsErrorCode code)
    {
        var log = new ListLogger<FaultsTests>();

        var told = Faults.ToKms(fault, log, Record);

        Assert.Equal(code, told.Code);
        Assert.DoesNotContain("x", told.Message, StringComparison.Ordinal);
        Assert.Null(told.InnerException);
        Assert.Single(log.Entries, entry => entry.Level >= LogLevel.Information && entry.Message.Contains("secret acc/id", StringComparison.Ordinal));
    }

    [Fact]
    public void Refusal_ToCaller_IsItself()
    {
        var log = new ListLogger<FaultsTests>();
        var refusal = new KmsException(KmsErrorCode.StateConflict, "no");

        Assert.Same(refusal, Faults.ToKms(refusal, log, Record));
        Assert.Empty(log.Entries);
    }
}

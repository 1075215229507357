using Kms.Gateway.Keys;
using Kms.Gateway.Secrets;

namespace Kms.Gateway.Routing;

/// <summary>The API: JD Cloud KMS v1, 35 operations.</summary>
internal static class OperationTable
{
    /// <summary>All of them. The order within a path does not matter.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("createKey", Verb.Post, "/v1/key:create", CreateKey.HandleAsync),
        new("describeKeyList", Verb.Get, "/v1/key", DescribeKeyList.HandleAsync),
        new("describeKey", Verb.Get, "/v1/key/{id}", DescribeKey.HandleAsync),
        new("describeKeyDetail", Verb.Get, "/v1/key/{id}:describeKeyDetail", DescribeKeyDetail.HandleAsync),
        new("updateKeyDescription", Verb.Patch, "/v1/key/{id}", UpdateKeyDescription.HandleAsync),
        new("enableKey", Verb.Patch, "/v1/key/{id}:enable", EnableKey.HandleAsync),
        new("disableKey", Verb.Patch, "/v1/key/{id}:disable", DisableKey.HandleAsync),
        new("scheduleKeyDeletion", Verb.Delete, "/v1/key/{id}:delete", ScheduleKeyDeletion.HandleAsync),
        new("cancelKeyDeletion", Verb.Patch, "/v1/key/{id}:cancelDelete", CancelKeyDeletion.HandleAsync),
        new("keyRotation", Verb.Patch, "/v1/key/{id}:rotate", KeyRotation.HandleAsync),
        new("encrypt", Verb.Post, "/v1/key/{id}:Encrypt", Encrypt.HandleAsync),
        new("decrypt", Verb.Post, "/v1/key/{id}:Decrypt", Decrypt.HandleAsync),
        new("generateDataKey", Verb.Get, "/v1/key/{id}:GenerateDataKey", GenerateDataKey.HandleAsync),
        new("getPublicKey", Verb.Get, "/v1/key/{id}:GetPublicKey", GetPublicKey.HandleAsync),
        new("sign", Verb.Post, "/v1/key/{id}:Sign", Sign.HandleAsync),
        new("validate", Verb.Post, "/v1/key/{id}:Validate", Validate.HandleAsync),
        new("enableKeyVersion", Verb.Patch, "/v1/key/{id}/version/{version}:enable", EnableKeyVersion.HandleAsync),
        new("disableKeyVersion", Verb.Patch, "/v1/key/{id}/version/{version}:disable", DisableKeyVersion.HandleAsync),
        new("scheduleKeyVersionDeletion", Verb.Delete, "/v1/key/{id}/version/{version}:delete", ScheduleKeyVersionDeletion.HandleAsync),
        new("cancelKeyVersionDeletion", Verb.Patch, "/v1/key/{id}/version/{version}:cancelDelete", CancelKeyVersionDeletion.HandleAsync),
        new("createSecret", Verb.Post, "/v1/secret:create", CreateSecret.HandleAsync),
        new("importSecret", Verb.Post, "/v1/secret:import", ImportSecret.HandleAsync, IsImport: true),
        new("describeSecretList", Verb.Get, "/v1/secret", DescribeSecretList.HandleAsync),
        new("describeSecretVersionList", Verb.Get, "/v1/secret/{id}", DescribeSecretVersionList.HandleAsync),
        new("updateSecret", Verb.Patch, "/v1/secret/{id}", UpdateSecret.HandleAsync),
        new("enableSecret", Verb.Patch, "/v1/secret/{id}:enable", EnableSecret.HandleAsync),
        new("disableSecret", Verb.Patch, "/v1/secret/{id}:disable", DisableSecret.HandleAsync),
        new("deleteSecret", Verb.Delete, "/v1/secret/{id}:delete", DeleteSecret.HandleAsync),
        new("createSecretVersion", Verb.Post, "/v1/secret/{id}:createSecretVersion", CreateSecretVersion.HandleAsync),
        new("exportSecret", Verb.Get, "/v1/secret/{id}:export", ExportSecret.HandleAsync),
        new("describeSecretVersionInfo", Verb.Get, "/v1/secret/{id}/version/{version}", DescribeSecretVersionInfo.HandleAsync),
        new("updateSecretVersion", Verb.Patch, "/v1/secret/{id}/version/{version}", UpdateSecretVersion.HandleAsync),
        new("enableSecretVersion", Verb.Patch, "/v1/secret/{id}/version/{version}:enable", EnableSecretVersion.HandleAsync),
        new("disableSecretVersion", Verb.Patch, "/v1/secret/{id}/version/{version}:disable", DisableSecretVersion.HandleAsync),
        new("deleteSecretVersion", Verb.Delete, "/v1/secret/{id}/version/{version}:delete", DeleteSecretVersion.HandleAsync),
    ];
}

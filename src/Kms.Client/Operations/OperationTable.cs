using System.Collections.Frozen;

namespace Kms.Client.Operations;

/// <summary>All 35 operations of JD Cloud KMS v1, in the order of its documents.</summary>
public static class OperationTable
{
    /// <summary>Every row.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        Row("createKey", "POST", "/v1/key:create", body: "keyCfg"),
        Row("describeKeyList", "GET", "/v1/key", query: "pageNumber pageSize"),
        Row("describeKey", "GET", "/v1/key/{keyId}"),
        Row("describeKeyDetail", "GET", "/v1/key/{keyId}:describeKeyDetail", query: "pageNumber pageSize"),
        Row("updateKeyDescription", "PATCH", "/v1/key/{keyId}", body: "keyCfg"),
        Row("enableKey", "PATCH", "/v1/key/{keyId}:enable"),
        Row("disableKey", "PATCH", "/v1/key/{keyId}:disable"),
        Row("scheduleKeyDeletion", "DELETE", "/v1/key/{keyId}:delete", query: "delayDays"),
        Row("cancelKeyDeletion", "PATCH", "/v1/key/{keyId}:cancelDelete"),
        Row("keyRotation", "PATCH", "/v1/key/{keyId}:rotate"),
        Row("encrypt", "POST", "/v1/key/{keyId}:Encrypt", body: "plaintext"),
        Row("decrypt", "POST", "/v1/key/{keyId}:Decrypt", body: "ciphertextBlob"),
        Row("generateDataKey", "GET", "/v1/key/{keyId}:GenerateDataKey"),
        Row("getPublicKey", "GET", "/v1/key/{keyId}:GetPublicKey"),
        Row("sign", "POST", "/v1/key/{keyId}:Sign", body: "plaintext"),
        Row("validate", "POST", "/v1/key/{keyId}:Validate", body: "plaintext signature"),
        Row("enableKeyVersion", "PATCH", "/v1/key/{keyId}/version/{version}:enable"),
        Row("disableKeyVersion", "PATCH", "/v1/key/{keyId}/version/{version}:disable"),
        Row("scheduleKeyVersionDeletion", "DELETE", "/v1/key/{keyId}/version/{version}:delete", query: "delayDays"),
        Row("cancelKeyVersionDeletion", "PATCH", "/v1/key/{keyId}/version/{version}:cancelDelete"),
        Row("createSecret", "POST", "/v1/secret:create", body: "secretCfg"),
        Row("importSecret", "POST", "/v1/secret:import", body: "secretPackage"),
        Row("describeSecretList", "GET", "/v1/secret", query: "pageNumber pageSize"),
        Row("describeSecretVersionList", "GET", "/v1/secret/{secretId}", query: "pageNumber pageSize"),
        Row("updateSecret", "PATCH", "/v1/secret/{secretId}", body: "secretDescCfg"),
        Row("enableSecret", "PATCH", "/v1/secret/{secretId}:enable"),
        Row("disableSecret", "PATCH", "/v1/secret/{secretId}:disable"),
        Row("deleteSecret", "DELETE", "/v1/secret/{secretId}:delete"),
        Row("createSecretVersion", "POST", "/v1/secret/{secretId}:createSecretVersion", body: "secretVersionCfg"),
        Row("exportSecret", "GET", "/v1/secret/{secretId}:export"),
        Row("describeSecretVersionInfo", "GET", "/v1/secret/{secretId}/version/{version}"),
        Row("updateSecretVersion", "PATCH", "/v1/secret/{secretId}/version/{version}", body: "secretTimeCfg"),
        Row("enableSecretVersion", "PATCH", "/v1/secret/{secretId}/version/{version}:enable"),
        Row("disableSecretVersion", "PATCH", "/v1/secret/{secretId}/version/{version}:disable"),
        Row("deleteSecretVersion", "DELETE", "/v1/secret/{secretId}/version/{version}:delete"),
    ];

    private static readonly FrozenDictionary<string, Operation> ByName = All.ToFrozenDictionary(row => row.Name, StringComparer.Ordinal);

    /// <summary>The row of that name, exactly as JD writes it.</summary>
    /// <param name="name">Such as <c>describeKeyList</c>.</param>
    /// <exception cref="ArgumentException">There is no such operation.</exception>
    public static Operation Find(string name) =>
        ByName.TryGetValue(name, out var row) ? row : throw new ArgumentException($"there is no operation '{name}'", nameof(name));

    private static Operation Row(string name, string method, string path, string query = "", string body = "") =>
        new(name, method, path, Words(query), Words(body));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

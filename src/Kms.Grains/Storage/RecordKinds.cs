namespace Kms.Grains.Storage;

/// <summary>The kinds of records. Stored; a name is never reused.</summary>
internal static class RecordKinds
{
    /// <summary>The head of a key.</summary>
    public const string Key = "key";

    /// <summary>Sixteen older versions of a key; id <c>keyId/page</c>.</summary>
    public const string KeyPage = "key-page";

    /// <summary>The head of a secret.</summary>
    public const string Secret = "secret";

    /// <summary>One version of a secret; id <c>secretId/number</c>.</summary>
    public const string SecretVersion = "secret-version";

    /// <summary>An access key; its account is always <c>system</c>, because ids are unique over all accounts.</summary>
    public const string AccessKey = "access-key";

    /// <summary>Which access key was the first; one record of account <c>system</c>.</summary>
    public const string Bootstrap = "bootstrap";
}

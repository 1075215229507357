using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Storage;

namespace Kms.Grains.Keys;

/// <summary>Which key a grain is.</summary>
internal static class KeyIdentity
{
    /// <summary>The head's identity from a grain key.</summary>
    /// <exception cref="KmsException">
    /// NotFound: no such key can exist. PermissionDenied: the service's own keys, which no door reaches.
    /// </exception>
    public static RecordId Parse(string grainKey)
    {
        var (account, keyId) = GrainKeys.Parse(grainKey);
        return account != GrainKeys.SystemAccount
            ? KeyRecords.Identity(account, keyId)
            : throw new KmsException(KmsErrorCode.PermissionDenied, "not for callers");
    }

    /// <summary>Whether a key can be created under an id: 16 characters of <c>[a-z0-9]</c>, as its ciphertexts carry it.</summary>
    public static bool IsCreatable(string keyId)
    {
        foreach (var c in keyId)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c))
            {
                return false;
            }
        }

        return keyId.Length == ResourceId.Length;
    }
}

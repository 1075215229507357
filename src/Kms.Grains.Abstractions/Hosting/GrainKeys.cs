using Kms.Grains.Abstractions.Errors;

namespace Kms.Grains.Abstractions.Hosting;

/// <summary>
/// The key of a key's or secret's grain is <c>account/id</c>. Another account's id leads to a different, empty
/// grain, so isolation between accounts holds by construction.
/// </summary>
public static class GrainKeys
{
    /// <summary>The account that holds the service's own keys. Public grain methods refuse it.</summary>
    public const string SystemAccount = "system";

    /// <summary>Longest account id, in characters.</summary>
    public const int MaxAccountLength = 64;

    /// <summary>Longest key, secret or access key id, in characters.</summary>
    public const int MaxIdLength = 64;

    /// <summary>The grain key of a key or secret.</summary>
    /// <param name="account">Owner; 1 to 64 characters of <c>[A-Za-z0-9_-]</c>.</param>
    /// <param name="id">Key or secret id; 1 to 64 characters of <c>[A-Za-z0-9_-]</c>.</param>
    public static string Of(string account, string id) => string.Concat(account, "/", id);

    /// <summary>Splits a grain key.</summary>
    /// <param name="grainKey">A key made by <see cref="Of"/>.</param>
    /// <returns>The account and the id.</returns>
    /// <exception cref="KmsException"><see cref="KmsErrorCode.NotFound"/>: no such key can exist.</exception>
    public static (string Account, string Id) Parse(string grainKey)
    {
        ArgumentNullException.ThrowIfNull(grainKey);
        var slash = grainKey.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !IsId(grainKey.AsSpan(0, slash)) || !IsId(grainKey.AsSpan(slash + 1)))
        {
            throw new KmsException(KmsErrorCode.NotFound, "not found");
        }

        return (grainKey[..slash], grainKey[(slash + 1)..]);
    }

    /// <summary>Whether a text can be an account, key or secret id: 1 to 64 characters of <c>[A-Za-z0-9_-]</c>.</summary>
    /// <param name="text">The text.</param>
    public static bool IsId(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MaxIdLength)
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}

using System.Security.Cryptography;

namespace Kms.Grains.Abstractions.Hosting;

/// <summary>Draws the ids of keys and secrets.</summary>
public static class ResourceId
{
    /// <summary>Characters in an id that this service made: 16.</summary>
    public const int Length = 16;

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A new id: 16 characters of <c>[a-z0-9]</c> from the operating system's generator (82 bits).</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);
}

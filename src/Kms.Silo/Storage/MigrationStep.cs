using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Kms.Silo.Storage;

/// <summary>
/// One embedded script of a database. Steps are append-only: what was applied once is never edited, which
/// <see cref="Digest"/> proves at every start.
/// </summary>
/// <param name="Name">The file name without its ending, e.g. <c>0001_records</c>; names are applied in their order.</param>
/// <param name="Sql">The script.</param>
internal sealed record MigrationStep(string Name, string Sql)
{
    /// <summary>SHA-256 of the script, in hexadecimal.</summary>
    public string Digest { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>The steps of a database, in order.</summary>
    /// <param name="database">The folder beside this file: <c>Sqlite</c> or <c>Postgres</c>.</param>
    public static ImmutableArray<MigrationStep> All(string database)
    {
        var prefix = $"{typeof(MigrationStep).Namespace}.{database}.Migrations.";
        var assembly = typeof(MigrationStep).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new MigrationStep(name[prefix.Length..^".sql".Length], Read(name)))];

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }
}

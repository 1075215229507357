using System.Reflection;

namespace Kms.Architecture.Tests;

/// <summary>The projects under src, by name.</summary>
internal static class Assemblies
{
    public static Assembly Abstractions { get; } = Assembly.Load("Kms.Grains.Abstractions");

    public static Assembly Grains { get; } = Assembly.Load("Kms.Grains");

    public static Assembly Gateway { get; } = Assembly.Load("Kms.Gateway");

    public static Assembly Silo { get; } = Assembly.Load("Kms.Silo");

    public static Assembly Client { get; } = Assembly.Load("Kms.Client");

    public static IEnumerable<string> ReferencesOf(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!);
}

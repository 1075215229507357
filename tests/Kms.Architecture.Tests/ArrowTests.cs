using System.Reflection;
using NetArchTest.Rules;

namespace Kms.Architecture.Tests;

/// <summary>Which project may know which, and which folder of a project may know what.</summary>
public sealed class ArrowTests
{
    [Fact]
    public void Abstractions_References_NothingOfOurs() =>
        Assert.DoesNotContain(Assemblies.ReferencesOf(Assemblies.Abstractions), IsOurs);

    [Fact]
    public void Client_References_NothingOfOurs() =>
        Assert.DoesNotContain(Assemblies.ReferencesOf(Assemblies.Client), IsOurs);

    [Fact]
    public void Gateway_References_AbstractionsOnly() =>
        Assert.Equal(["Kms.Grains.Abstractions"], Assemblies.ReferencesOf(Assemblies.Gateway).Where(IsOurs));

    [Fact]
    public void Grains_References_AbstractionsOnly() =>
        Assert.Equal(["Kms.Grains.Abstractions"], Assemblies.ReferencesOf(Assemblies.Grains).Where(IsOurs));

    [Theory]
    [InlineData("Microsoft.Data.Sqlite")]
    [InlineData("Pkcs11Interop")]
    [InlineData("Npgsql")]
    public void Adapters_AreReferencedBy_SiloOnly(string library)
    {
        Assembly[] others = [Assemblies.Abstractions, Assemblies.Grains, Assemblies.Gateway, Assemblies.Client];

        Assert.Contains(library, Assemblies.ReferencesOf(Assemblies.Silo));
        Assert.All(others, assembly => Assert.DoesNotContain(library, Assemblies.ReferencesOf(assembly)));
    }

    [Fact]
    public void PureCode_DependsOn_NeitherOrleansNorInputOutputNorClock()
    {
        var pure = Types.InAssembly(Assemblies.Grains).That().ResideInNamespace("Kms.Grains.Domain")
            .Or().HaveName("CiphertextEnvelope", "CanonicalContext", "SecretBytes");
        Assert.NotEmpty(pure.GetTypes());

        var result = pure.Should().NotHaveDependencyOnAny(
            "Orleans.Grain", "Orleans.Runtime", "Orleans.Storage", "System.IO.File", "System.Net", "System.TimeProvider",
            "Microsoft.Extensions", "Kms.Grains.Storage", "Kms.Grains.Hsm").GetResult();

        Assert.True(result.IsSuccessful, Names(result));
    }

    [Fact]
    public void Wire_StopsAt_TheGateway()
    {
        var result = Types.InAssembly(Assemblies.Grains).That().ResideInNamespace("Kms.Grains.Domain")
            .Should().NotHaveDependencyOnAny("System.Text.Json").GetResult();

        Assert.True(result.IsSuccessful, Names(result));
    }

    private static string Names(NetArchTest.Rules.TestResult result) => string.Join(", ", (result.FailingTypes ?? []).Select(type => type.FullName));

    private static bool IsOurs(string name) => name.StartsWith("Kms.", StringComparison.Ordinal);
}

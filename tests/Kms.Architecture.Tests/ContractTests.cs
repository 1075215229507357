using System.Reflection;
using Kms.Grains.Abstractions.Hosting;
using Orleans;
using Orleans.CodeGeneration;

namespace Kms.Architecture.Tests;

/// <summary>What every grain contract must look like, because it is hard to change later.</summary>
public sealed class ContractTests
{
    private static readonly string[] DataPlane = ["IKeyCryptoGrain", "ISecretReadGrain", "IAccessKeyCheckGrain", "IAccessKeyDirectoryGrain", "ICatalogGrain"];

    public static TheoryData<Type> Messages => [.. Assemblies.Abstractions.GetExportedTypes()
        .Where(type => type.IsDefined(typeof(GenerateSerializerAttribute)) && !type.IsSubclassOf(typeof(Exception)))];

    public static TheoryData<Type> Interfaces => [.. Assemblies.Abstractions.GetExportedTypes().Where(type => type.IsInterface)];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_Always_IsImmutableAndHasAnAlias(Type message)
    {
        Assert.True(message.IsDefined(typeof(ImmutableAttribute)), "without [Immutable] every local call copies it");
        Assert.True(message.IsDefined(typeof(AliasAttribute)), "without [Alias] a rename breaks a rolling upgrade");
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_WithBytes_DoesNotPrintItsMembers(Type message)
    {
        if (message.GetProperties().Any(property => property.PropertyType == typeof(byte[])) && message.Name.EndsWith("Request", StringComparison.Ordinal))
        {
            Assert.Equal(message, message.GetMethod(nameof(ToString), [])!.DeclaringType);
            var text = message.GetMethod(nameof(ToString), [])!.Invoke(System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(message), null);
            Assert.Equal(message.Name, text);
        }
    }

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void Method_Always_HasAliasTimeoutAndOneRequest(Type contract) => Assert.All(contract.GetMethods(), method =>
    {
        Assert.True(method.IsDefined(typeof(AliasAttribute)), method.Name);
        Assert.True(method.IsDefined(typeof(ResponseTimeoutAttribute)), method.Name);
        Assert.True(Assert.Single(method.GetParameters()).ParameterType.IsSubclassOf(typeof(KmsRequest)), method.Name);
    });

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void Method_OfTheDataPlane_IsServedByAnySilo(Type contract) => Assert.All(contract.GetMethods(), method =>
        Assert.Equal(DataPlane.Contains(contract.Name), method.IsDefined(typeof(AnySiloAttribute))));
}

using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;
using Kms.Testing.Hsm;

namespace Kms.Silo.Tests.Hsm;

public abstract partial class HsmConformance
{
    [Fact]
    public async Task Open_NewDatabase_RegistersOneRootOfEachPurpose() =>
        await InNewWorldAsync(async (_, registry, module) =>
        {
            Assert.Equal(
                [(RootPurpose.KeyEncryption, 1), (RootPurpose.Binding, 1)],
                registry.Roots.Select(root => (root.Purpose, root.Generation)));
            Assert.All(registry.Roots, root => Assert.Equal((RootRecord.Live, RootRecord.Rewrappable, RootCheck.ObjectIdLength), (root.State, root.Policy, root.ObjectId.Length)));
            Assert.Equal([RootCheck.KeyEncryptionLength, RootCheck.BindingLength], registry.Roots.Select(root => root.Check.Length));
            Assert.NotEqual(registry.Roots[0].ObjectId, registry.Roots[1].ObjectId);
            Assert.Equal(1, module.BindingGeneration);

            var binding = registry.Roots[1];
            Assert.Equal(binding.Check, await MacAsync(module, RootCheck.BindingMessage(1, binding.ObjectId).ToArray()));
        });

    [Fact]
    public async Task Open_Again_OpensOldKeysAndMakesTheSameMac() =>
        await InNewWorldAsync(async (world, registry, module) =>
        {
            var binding = Binding("abcdefgh12345678");
            var rsaBinding = Binding("rsargfgh12345678", KeySpec.Rsa2048, KeyUsage.SignVerify);
            var key = await module.GenerateAsync(binding, default);
            var rsa = await module.GenerateAsync(rsaBinding, default);
            var encryption = await EncryptAsync(module, binding, key, "kept"u8.ToArray());
            var signature = await module.SignRsaAsync(rsaBinding, rsa, new byte[8], default);
            var mac = await MacAsync(module, "message"u8.ToArray());
            var roots = registry.Roots;
            await module.CloseAsync(default);

            registry.HasRecords = true;
            await WithModuleAsync(world, registry, async reopened =>
            {
                Assert.Equal("kept"u8.ToArray(), await DecryptAsync(reopened, binding, key, encryption));
                Assert.Equal(signature, await reopened.SignRsaAsync(rsaBinding, rsa, new byte[8], default));
                Assert.Equal(mac, await MacAsync(reopened, "message"u8.ToArray()));
                Assert.Equal(roots, registry.Roots);
            });
        });

    [Fact]
    public async Task Open_RecordsWithoutRegisteredRoots_RefusesAndMakesNone() =>
        await InNewWorldAsync(async (world, registry, module) =>
        {
            await module.CloseAsync(default);
            (registry.Roots, registry.HasRecords) = ([], true);

            await AssertOpenRefusedAsync(world, registry, "kms_root");

            Assert.Empty(registry.Roots);
        });

    [Theory]
    [InlineData(0, "key-encryption key generation 1")]
    [InlineData(1, "binding key generation 1")]
    public async Task Open_OneRootMissing_RefusesNamingIt(int index, string name) =>
        await InNewWorldAsync(async (world, registry, module) =>
        {
            await module.CloseAsync(default);
            await world.RemoveRootAsync(registry.Roots[index]);
            var before = registry.Roots;

            var message = await AssertOpenRefusedAsync(world, registry, name);

            Assert.DoesNotContain(index == 0 ? "binding key" : "key-encryption key", message, StringComparison.Ordinal);
            Assert.Equal(before, registry.Roots);
        });

    [Fact]
    public async Task Open_RootsOfAnotherDatabase_RefusesNamingBoth() =>
        await InNewWorldAsync(async (_, registry, _) =>
        {
            await using var other = await fixture.CreateWorldAsync();

            var message = await AssertOpenRefusedAsync(other, registry, "key-encryption key generation 1");

            Assert.Contains("binding key generation 1", message, StringComparison.Ordinal);
            Assert.Contains(Convert.ToHexStringLower(registry.Roots[0].ObjectId), message, StringComparison.Ordinal);
        });

    [Theory]
    [InlineData(0, "key-encryption key generation 1")]
    [InlineData(1, "binding key generation 1")]
    public async Task Open_CheckValueOfAnotherKey_RefusesNamingIt(int index, string name) =>
        await InNewWorldAsync(async (world, registry, module) =>
        {
            await module.CloseAsync(default);
            var row = registry.Roots[index];
            registry.Roots = registry.Roots.Replace(row, row with { Check = Flipped(row.Check, 3) });

            await AssertOpenRefusedAsync(world, registry, name);
        });

    [Fact]
    public async Task Open_ObjectIdsExchanged_Refuses() =>
        await InNewWorldAsync(async (world, registry, module) =>
        {
            await module.CloseAsync(default);
            var (kek, binding) = (registry.Roots[0], registry.Roots[1]);
            registry.Roots = [kek with { ObjectId = binding.ObjectId }, binding with { ObjectId = kek.ObjectId }];

            await AssertOpenRefusedAsync(world, registry, "key-encryption key generation 1");
        });

    [Theory]
    [InlineData("policy")]
    [InlineData("state")]
    [InlineData("generation")]
    [InlineData("missing row")]
    public async Task Open_RowsThatDoNotFit_Refuses(string defect) =>
        await InNewWorldAsync(async (world, registry, module) =>
        {
            await module.CloseAsync(default);
            var (kek, binding) = (registry.Roots[0], registry.Roots[1]);
            registry.Roots = defect switch
            {
                "policy" => [kek with { Policy = "Sealed" }, binding],
                "state" => [kek, binding with { State = "Gone" }],
                "generation" => [kek, binding with { Generation = 2 }],
                _ => [kek],
            };

            await AssertOpenRefusedAsync(world, registry, defect is "policy" ? "key-encryption key" : "binding key");
        });

    [Fact]
    public async Task Open_FourAtOnceOnAnEmptyDatabase_EndWithOneRootEach()
    {
        await using var world = await fixture.CreateWorldAsync();
        using var registry = new InMemoryRootRegistry();
        var modules = Enumerable.Range(0, 4).Select(_ => world.CreateModule()).ToList();
        try
        {
            await Task.WhenAll(modules.Select(module => Task.Run(() => registry.OpenAsync(module))));

            Assert.Equal(2, registry.Roots.Length);
            var binding = Binding("abcdefgh12345678");
            var key = await modules[0].GenerateAsync(binding, default);
            var encryption = await EncryptAsync(modules[0], binding, key, "shared"u8.ToArray());
            foreach (var module in modules)
                Assert.Equal("shared"u8.ToArray(), await DecryptAsync(module, binding, key, encryption));
        }
        finally
        {
            foreach (var module in modules)
                await module.CloseAsync(default);
        }
    }

    [Fact]
    public async Task Open_RegistrationFails_LeavesAWorldThatOpensLater()
    {
        await using var world = await fixture.CreateWorldAsync();
        using var registry = new InMemoryRootRegistry { AddFault = new IOException("the database has gone") };
        var module = world.CreateModule();
        await Assert.ThrowsAsync<IOException>(() => registry.OpenAsync(module));
        await AssertFaultAsync(HsmFault.Unavailable, async () => await module.CheckAsync(default));
        await module.CloseAsync(default);

        registry.AddFault = null;
        await WithModuleAsync(world, registry, async opened =>
        {
            await opened.CheckAsync(default);
            Assert.Equal(2, registry.Roots.Length);
        });
    }

    [Fact]
    public async Task Close_ThenAnyCall_IsUnavailable() =>
        await InNewWorldAsync(async (world, _, module) =>
        {
            var binding = Binding("abcdefgh12345678");
            var key = await module.GenerateAsync(binding, default);
            var encryption = await EncryptAsync(module, binding, key, new byte[1]);
            await module.CheckAsync(default);

            await module.CloseAsync(default);
            await module.CloseAsync(default);

            await AssertFaultAsync(HsmFault.Unavailable, async () => await module.GenerateAsync(binding, default));
            await AssertFaultAsync(HsmFault.Unavailable, () => EncryptAsync(module, binding, key, new byte[1]));
            await AssertFaultAsync(HsmFault.Unavailable, () => DecryptAsync(module, binding, key, encryption));
            await AssertFaultAsync(HsmFault.Unavailable, async () => await module.ComputeMacAsync(1, new byte[1], new byte[32], default));
            await AssertFaultAsync(HsmFault.Unavailable, async () => await module.CheckAsync(default));
            module.Forget(key);

            var neverOpened = world.CreateModule();
            await AssertFaultAsync(HsmFault.Unavailable, async () => await neverOpened.CheckAsync(default));
            await neverOpened.CloseAsync(default);
        });

    private static async Task<string> AssertOpenRefusedAsync(HsmWorld world, InMemoryRootRegistry registry, string named)
    {
        var module = world.CreateModule();
        try
        {
            var exception = await AssertFaultAsync(HsmFault.Refused, () => registry.OpenAsync(module));
            Assert.Contains(named, exception.Message, StringComparison.Ordinal);
            await AssertFaultAsync(HsmFault.Unavailable, async () => await module.CheckAsync(default));
            return exception.Message;
        }
        finally
        {
            await module.CloseAsync(default);
        }
    }
}

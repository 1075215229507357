using System.Text;
using Kms.Grains.Abstractions.Access;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Access;
using Kms.Grains.Tests.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Kms.Grains.Tests.Access;

/// <summary>Access keys through a silo: who is let in, and who is not any more.</summary>
public abstract class AccessKeyGrainTests(KeyCluster cluster)
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("a-secret-of-the-tests");

    [Fact]
    public async Task Authenticate_RightSignature_TellsTheAccount()
    {
        var id = await CreateAsync("tenant");

        var principal = (await Check(id).AuthenticateAsync(Signed(Secret))).Principal;

        Assert.Equal(("tenant", id, 1), (principal.Account, principal.AccessKeyId, principal.AccessKeyRevision));
    }

    [Theory]
    [InlineData(SignatureAlgorithm.Jdcloud2)]
    [InlineData(SignatureAlgorithm.Jdcloud3)]
    public async Task Authenticate_ManyDatesAndRegionsInTurn_IsRightEachTime(SignatureAlgorithm algorithm)
    {
        var id = await CreateAsync();
        foreach (var day in Enumerable.Range(1, 7))
        {
            foreach (var region in new[] { "north", "south", "north" })
            {
                await Check(id).AuthenticateAsync(Signed(Secret, algorithm, $"2026110{day}", region));
                await RefusedAsync(Check(id).AuthenticateAsync(Signed(Secret, algorithm, $"2026110{day}", region) with { Region = "west" }));
            }
        }
    }

    [Fact]
    public async Task Authenticate_AnyAlteredPart_IsRefused()
    {
        var id = await CreateAsync();
        var signed = Signed(Secret);
        await Check(id).AuthenticateAsync(signed);

        await RefusedAsync(Check(id).AuthenticateAsync(signed with { Date = "20261125" }));
        await RefusedAsync(Check(id).AuthenticateAsync(signed with { Region = "elsewhere" }));
        await RefusedAsync(Check(id).AuthenticateAsync(signed with { Service = "vm" }));
        await RefusedAsync(Check(id).AuthenticateAsync(signed with { Algorithm = SignatureAlgorithm.Jdcloud3 }));
        await RefusedAsync(Check(id).AuthenticateAsync(signed with { StringToSign = [1] }));
        await RefusedAsync(Check(id).AuthenticateAsync(signed with { Signature = [.. signed.Signature.Reverse()] }));
        await RefusedAsync(Check(id).AuthenticateAsync(signed with { Signature = [] }));
        await RefusedAsync(Check(id).AuthenticateAsync(Signed(Encoding.ASCII.GetBytes("another"))));
    }

    [Fact]
    public async Task Authenticate_UnknownId_IsRefusedLikeAWrongSignature() =>
        await RefusedAsync(Check("NOBODY").AuthenticateAsync(Signed(Secret)));

    [Fact]
    public async Task Disable_ThenEnable_IsInForceAtOnce()
    {
        var id = await CreateAsync();
        await Check(id).AuthenticateAsync(Signed(Secret));

        await Grain(id).DisableAccessKeyAsync(new DisableAccessKeyRequest());
        await RefusedAsync(Check(id).AuthenticateAsync(Signed(Secret)));

        await Grain(id).EnableAccessKeyAsync(new EnableAccessKeyRequest());
        await Check(id).AuthenticateAsync(Signed(Secret));
    }

    [Fact]
    public async Task Delete_Always_ErasesTheSecretAndKeepsTheIdTaken()
    {
        var id = await CreateAsync();

        await Grain(id).DeleteAccessKeyAsync(new DeleteAccessKeyRequest());

        await RefusedAsync(Check(id).AuthenticateAsync(Signed(Secret)));
        Assert.Equal(KmsErrorCode.NotFound, await KeyCluster.CodeOf(Grain(id).EnableAccessKeyAsync(new EnableAccessKeyRequest())));
        Assert.Equal(KmsErrorCode.AlreadyExists, await KeyCluster.CodeOf(Grain(id).CreateAccessKeyAsync(new CreateAccessKeyRequest { Account = "root" })));
        var stored = await cluster.Services.GetRequiredService<AccessKeyRecords>().ReadAsync(id, CancellationToken.None);
        Assert.Empty(stored!.Key.SealedSecret);
    }

    [Fact]
    public async Task Create_WithoutASecret_DrawsOneThatWorks()
    {
        var id = NewId();

        var drawn = (await Grain(id).CreateAccessKeyAsync(new CreateAccessKeyRequest { Account = "root" })).Secret;

        Assert.Equal(40, drawn.Length);
        await Check(id).AuthenticateAsync(Signed(drawn));
    }

    [Theory]
    [InlineData("system", "secret")]
    [InlineData("a b", "secret")]
    [InlineData("root", "with space")]
    [InlineData("root", "")]
    public async Task Create_ImpossibleAccountOrSecret_IsRefused(string account, string secret) => Assert.Equal(
        KmsErrorCode.InvalidArgument,
        await KeyCluster.CodeOf(Grain(NewId()).CreateAccessKeyAsync(new CreateAccessKeyRequest { Account = account, Secret = Encoding.ASCII.GetBytes(secret) })));

    [Fact]
    public async Task Directory_KnownAndUnknownIds_AreToldApart()
    {
        var id = await CreateAsync();
        var directory = cluster.Cluster.Client.GetGrain<IAccessKeyDirectoryGrain>(0);

        Assert.True((await directory.FindAccessKeyAsync(new FindAccessKeyRequest { AccessKeyId = id })).Exists);
        Assert.False((await directory.FindAccessKeyAsync(new FindAccessKeyRequest { AccessKeyId = NewId() })).Exists);
        Assert.False((await directory.FindAccessKeyAsync(new FindAccessKeyRequest { AccessKeyId = "no id/at all" })).Exists);
    }

    [Fact]
    public async Task Stored_Secret_IsSealed()
    {
        var id = await CreateAsync();

        var stored = await cluster.Services.GetRequiredService<AccessKeyRecords>().ReadAsync(id, CancellationToken.None);

        Assert.Equal(-1, stored!.Key.SealedSecret.AsSpan().IndexOf(Secret));
        Assert.DoesNotContain(Encoding.ASCII.GetString(Secret), stored.ToString(), StringComparison.Ordinal);
    }

    private static string NewId() => "AK" + Guid.NewGuid().ToString("N");

    private static async Task RefusedAsync(Task call) => Assert.Equal(KmsErrorCode.Unauthenticated, await KeyCluster.CodeOf(call));

    private static AuthenticateRequest Signed(byte[] secret, SignatureAlgorithm algorithm = SignatureAlgorithm.Jdcloud2, string date = "20261124", string region = "cn-north-1")
    {
        var text = Encoding.ASCII.GetBytes("a string to sign");
        var signature = new byte[SigningKey.Size];
        SigningKey.Sign(algorithm, secret, date, region, "kms", text, signature);
        return new AuthenticateRequest { Algorithm = algorithm, Date = date, Region = region, Service = "kms", StringToSign = text, Signature = signature };
    }

    private async Task<string> CreateAsync(string account = "root")
    {
        var id = NewId();
        await Grain(id).CreateAccessKeyAsync(new CreateAccessKeyRequest { Account = account, Secret = Secret });
        return id;
    }

    private IAccessKeyGrain Grain(string id) => cluster.Cluster.Client.GetGrain<IAccessKeyGrain>(id);

    private IAccessKeyCheckGrain Check(string id) => cluster.Cluster.Client.GetGrain<IAccessKeyCheckGrain>(id);
}

[Collection(nameof(KeyCluster))]
public sealed class HeldAccessKeyGrainTests(KeyCluster cluster) : AccessKeyGrainTests(cluster);

[Collection(nameof(SharedKeyCluster))]
public sealed class RereadAccessKeyGrainTests(SharedKeyCluster cluster) : AccessKeyGrainTests(cluster);

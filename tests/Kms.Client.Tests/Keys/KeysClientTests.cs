using Kms.Client.Errors;
using Kms.Client.Keys;
using Kms.Client.Tests.Fakes;

namespace Kms.Client.Tests.Keys;

/// <summary>Each typed method: what it sends, and what it makes of the answer.</summary>
public sealed class KeysClientTests
{
    private const string Key = """
        {"keyId":"k1","keyName":"n","keyDesc":"d","keyStatus":2,"createTime":"2026-01-02T03:04:05Z","rotationCycle":30,
         "deleteTime":"2026-02-02T03:04:05Z","keyType":1,"protection":"software","later":{"x":[1]}}
        """;

    [Fact]
    public async Task CreateKey_Defaults_SendsAnAesKeyWithoutRotation()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""{"keyId":"k1"}"""));
        using var client = fake.Connect();

        var keyId = await client.Keys.CreateKeyAsync(new NewKey { Name = "n <&+ ключ" });

        Assert.Equal("k1", keyId);
        Assert.Equal("POST /v1/key:create", Line(fake));
        Assert.Equal(
            """{"keyCfg":{"keyDescCfg":{"keyName":"n <&+ ключ","keyDesc":"","keyType":0},"keyRotateCfg":{"autoRotate":false,"rotationCycle":0}}}""",
            fake.Last.Text);
    }

    [Theory]
    [InlineData(KeySpec.Rsa2048, 0, "\"keyType\":1", "\"autoRotate\":false,\"rotationCycle\":0")]
    [InlineData(KeySpec.Sm3Hmac, 0, "\"keyType\":3", "\"autoRotate\":false,\"rotationCycle\":0")]
    [InlineData(KeySpec.Sm4, 30, "\"keyType\":4", "\"autoRotate\":true,\"rotationCycle\":30")]
    public async Task CreateKey_SpecAndCycle_AreSent(KeySpec spec, int days, string type, string rotation)
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""{"keyId":"k1"}"""));
        using var client = fake.Connect();

        await client.Keys.CreateKeyAsync(new NewKey { Spec = spec, RotationCycleDays = days });

        Assert.Contains(type, fake.Last.Text, StringComparison.Ordinal);
        Assert.Contains(rotation, fake.Last.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateKeyDescription_OnlyWhatIsGiven_IsSent()
    {
        await using var fake = await FakeKms.StartAsync();
        using var client = fake.Connect();

        await client.Keys.UpdateKeyDescriptionAsync("k1", new KeyChange { Description = "" });
        Assert.Equal("PATCH /v1/key/k1", Line(fake));
        Assert.Equal("""{"keyCfg":{"keyDescCfg":{"keyDesc":""}}}""", fake.Last.Text);

        await client.Keys.UpdateKeyDescriptionAsync("k1", new KeyChange { AutoRotate = false });
        Assert.Equal("""{"keyCfg":{"keyDescCfg":{},"keyRotateCfg":{"autoRotate":false}}}""", fake.Last.Text);
    }

    [Fact]
    public async Task DescribeKeyList_Page_IsRead()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result($$"""{"keyList":[{{Key}}],"totalCount":41}"""));
        using var client = fake.Connect();

        var page = await client.Keys.DescribeKeyListAsync(3, 20);

        Assert.Equal("GET /v1/key?pageNumber=3&pageSize=20", Line(fake));
        Assert.Equal(41, page.TotalCount);
        Assert.Equal(
            new KeyInfo
            {
                KeyId = "k1",
                Name = "n",
                Description = "d",
                State = KeyState.PendingDeletion,
                CreatedAt = DateTimeOffset.Parse("2026-01-02T03:04:05Z", null),
                RotationCycleDays = 30,
                DeleteAt = DateTimeOffset.Parse("2026-02-02T03:04:05Z", null),
                Spec = KeySpec.Rsa2048,
                Protection = "software",
            },
            page.Items.Single());
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"deleteTime\":\"\"")]
    [InlineData(",\"deleteTime\":null")]
    [InlineData(",\"deleteTime\":\"0001-01-01T00:00:00\"")]
    public async Task DescribeKey_AsJdWouldAnswer_IsReadWithoutOurAdditions(string deleteTime)
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result(
            $$$"""{"keyInfo":{"keyId":"k1","keyName":"","keyDesc":"","keyStatus":1,"createTime":"2026-01-02T03:04:05Z","rotationCycle":0{{{deleteTime}}}}}"""));
        using var client = fake.Connect();

        var key = await client.Keys.DescribeKeyAsync("k1");

        Assert.Equal("GET /v1/key/k1", Line(fake));
        Assert.Equal((KeyState.Disabled, null, KeySpec.Unknown, null), (key.State, key.DeleteAt, key.Spec, key.Protection));
    }

    [Fact]
    public async Task DescribeKeyDetail_Versions_AreRead()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""
            {"keyDetail":{"keyId":"k1","keyName":"n","rotationCycle":0,"keyVersionCount":12,
             "keyVersionList":[{"keyVersion":"12","createTime":"2026-01-02T03:04:05Z","keyStatus":0}]}}
            """));
        using var client = fake.Connect();

        var detail = await client.Keys.DescribeKeyDetailAsync("k1");

        Assert.Equal("GET /v1/key/k1:describeKeyDetail?pageNumber=1&pageSize=10", Line(fake));
        Assert.Equal((12, "12", KeyState.Enabled), (detail.VersionCount, detail.Versions.Single().Version, detail.Versions.Single().State));
    }

    [Fact]
    public async Task Actions_Each_GoToTheirOwnPath()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("{}", 202));
        using var client = fake.Connect();
        var keys = client.Keys;

        await Expect("PATCH /v1/key/k:enable", keys.EnableKeyAsync("k"));
        await Expect("PATCH /v1/key/k:disable", keys.DisableKeyAsync("k"));
        await Expect("DELETE /v1/key/k:delete", keys.ScheduleKeyDeletionAsync("k"));
        await Expect("DELETE /v1/key/k:delete?delayDays=30", keys.ScheduleKeyDeletionAsync("k", 30));
        await Expect("PATCH /v1/key/k:cancelDelete", keys.CancelKeyDeletionAsync("k"));
        await Expect("PATCH /v1/key/k:rotate", keys.KeyRotationAsync("k"));
        await Expect("PATCH /v1/key/k/version/2:enable", keys.EnableKeyVersionAsync("k", "2"));
        await Expect("PATCH /v1/key/k/version/2:disable", keys.DisableKeyVersionAsync("k", "2"));
        await Expect("DELETE /v1/key/k/version/2:delete?delayDays=7", keys.ScheduleKeyVersionDeletionAsync("k", "2", 7));
        await Expect("PATCH /v1/key/k/version/2:cancelDelete", keys.CancelKeyVersionDeletionAsync("k", "2"));

        async Task Expect(string line, Task call)
        {
            await call;
            Assert.Equal(line, Line(fake));
        }
    }

    [Fact]
    public async Task Encrypt_Bytes_TravelAsPlainBase64()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""{"ciphertextBlob":"S01TMQ\u003d\u003d"}"""));
        using var client = fake.Connect();

        var ciphertext = await client.Keys.EncryptAsync("k1", new byte[] { 0xfb, 0xff, 0xfe });

        Assert.Equal("POST /v1/key/k1:Encrypt", Line(fake));
        Assert.Equal("""{"plaintext":"+//+"}""", fake.Last.Text);
        Assert.Equal("KMS1"u8.ToArray(), ciphertext);
    }

    [Fact]
    public async Task Decrypt_Bytes_ComeBack()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""{"plaintext":"aGVsbG8="}"""));
        using var client = fake.Connect();

        var plaintext = await client.Keys.DecryptAsync("k1", "KMS1"u8.ToArray());

        Assert.Equal("POST /v1/key/k1:Decrypt", Line(fake));
        Assert.Equal("""{"ciphertextBlob":"S01TMQ=="}""", fake.Last.Text);
        Assert.Equal("hello"u8.ToArray(), plaintext);
    }

    [Fact]
    public async Task Encrypt_AnswerWithoutItsMember_IsUnavailableAndNotEmpty()
    {
        await using var fake = await FakeKms.StartAsync();
        using var client = fake.Connect();

        await Assert.ThrowsAsync<KmsUnavailableException>(() => client.Keys.EncryptAsync("k1", new byte[1]));
    }

    [Fact]
    public async Task GenerateDataKey_BothForms_AreReadNeverPrintedAndZeroed()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""{"plaintext":"aGVsbG8=","ciphertextBlob":"S01TMQ=="}"""));
        using var client = fake.Connect();

        var key = await client.Keys.GenerateDataKeyAsync("k1");

        Assert.Equal("GET /v1/key/k1:GenerateDataKey", Line(fake));
        Assert.Equal("hello"u8.ToArray(), key.Plaintext);
        Assert.Equal("KMS1"u8.ToArray(), key.Ciphertext);
        Assert.Equal(nameof(DataKey), key.ToString());
        key.Dispose();
        Assert.Equal(new byte[5], key.Plaintext);
    }

    [Fact]
    public async Task GetPublicKey_Pem_IsReturned()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""{"publicKeyBlob":"-----BEGIN\n"}"""));
        using var client = fake.Connect();

        Assert.Equal("-----BEGIN\n", await client.Keys.GetPublicKeyAsync("k1"));
        Assert.Equal("GET /v1/key/k1:GetPublicKey", Line(fake));
    }

    [Fact]
    public async Task SignAndValidate_Signature_GoesThroughUntouched()
    {
        await using var fake = await FakeKms.StartAsync(request =>
            FakeReply.Result(request.Target.EndsWith(":Sign", StringComparison.Ordinal) ? """{"signature":"a+b/="}""" : """{"validated":false}"""));
        using var client = fake.Connect();

        var signature = await client.Keys.SignAsync("k1", "hi"u8.ToArray());
        var valid = await client.Keys.ValidateAsync("k1", "hi"u8.ToArray(), signature);

        Assert.Equal("POST /v1/key/k1:Validate", Line(fake));
        Assert.Equal("""{"plaintext":"aGk=","signature":"a+b/="}""", fake.Last.Text);
        Assert.False(valid);
    }

    private static string Line(FakeKms fake) => $"{fake.Last.Method} {fake.Last.Target}";
}

using System.Text.Json;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;
using Kms.Testing.Hsm;

namespace Kms.Silo.Tests.Hsm.Software;

/// <summary>What an independent program wrote from the documented formats (tests/vectors/software-hsm) opens here, for ever.</summary>
public sealed class GoldenWorldTests : IAsyncLifetime
{
    private readonly JsonDocument _golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "software-hsm", "world.json")));
    private readonly InMemoryRootRegistry _registry = new() { HasRecords = true };
    private readonly SoftwareWorld _world = new();
    private readonly IHsmModule _hsm;

    public GoldenWorldTests() => _hsm = _world.CreateModule();

    public async ValueTask InitializeAsync()
    {
        var file = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        await using (var stream = new FileStream(_world.RootFilePath, file))
            await stream.WriteAsync(Bytes(_golden.RootElement, "rootFile"));
        _registry.Roots =
        [
            .. _golden.RootElement.GetProperty("rows").EnumerateArray().Select(row => new RootRecord(
                row.GetProperty("generation").GetInt32(),
                (RootPurpose)row.GetProperty("purpose").GetInt32(),
                Bytes(row, "objectId"),
                Bytes(row, "check"),
                RootRecord.Rewrappable,
                RootRecord.Live)),
        ];
        await _registry.OpenAsync(_hsm);
    }

    public async ValueTask DisposeAsync()
    {
        await _hsm.CloseAsync(default);
        await _world.DisposeAsync();
        _registry.Dispose();
        _golden.Dispose();
    }

    [Fact]
    public async Task Decrypt_GoldenEncryption_IsItsPlaintext()
    {
        var aes = _golden.RootElement.GetProperty("aes");
        var (binding, key) = Key(aes);
        var plaintext = new byte[Bytes(aes, "plaintext").Length];

        Assert.True(await _hsm.DecryptAsync(binding, key, Bytes(aes, "associatedData"), Bytes(aes, "encryption"), plaintext, default));

        Assert.Equal(Bytes(aes, "plaintext"), plaintext);
    }

    [Fact]
    public async Task Rsa_GoldenKey_SignsAndDecryptsTheSame()
    {
        var rsa = _golden.RootElement.GetProperty("rsa");
        var (binding, key) = Key(rsa);
        var destination = new byte[256];

        Assert.Equal(Bytes(rsa, "signature"), await _hsm.SignRsaAsync(binding, key, Bytes(rsa, "data"), default));
        var length = await _hsm.DecryptRsaAsync(binding, key, Bytes(rsa, "block"), destination, default);

        Assert.Equal(Bytes(rsa, "plaintext"), destination[..length]);
        Assert.Equal(key.PublicKey, await _hsm.GetPublicKeyAsync(binding, key, default));
    }

    [Fact]
    public async Task ComputeMac_GoldenMessage_IsItsMac()
    {
        var mac = _golden.RootElement.GetProperty("mac");
        var value = new byte[32];

        await _hsm.ComputeMacAsync(1, Bytes(mac, "message"), value, default);

        Assert.Equal(Bytes(mac, "value"), value);
    }

    private static (KeyBinding Binding, WrappedKey Key) Key(JsonElement element)
    {
        var key = element.GetProperty("key");
        var binding = new KeyBinding(
            key.GetProperty("account").GetString()!,
            key.GetProperty("keyId").GetString()!,
            key.GetProperty("version").GetUInt32(),
            (KeySpec)key.GetProperty("spec").GetInt32(),
            (KeyUsage)key.GetProperty("usage").GetInt32());
        return (binding, new WrappedKey(
            key.GetProperty("bindingGeneration").GetInt32(),
            key.GetProperty("kekGeneration").GetInt32(),
            (WrapMechanism)key.GetProperty("mechanism").GetInt32(),
            key.GetProperty("profile").GetString()!,
            Bytes(key, "publicKey"),
            Bytes(key, "blob"),
            Bytes(key, "mac")));
    }

    private static byte[] Bytes(JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);
}

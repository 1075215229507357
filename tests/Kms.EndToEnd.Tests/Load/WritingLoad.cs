using System.Security.Cryptography;
using System.Text;
using Kms.Client;
using Kms.Client.Errors;
using Kms.Client.Keys;
using Kms.Client.Secrets;

namespace Kms.EndToEnd.Tests.Load;

/// <summary>Creates, rotates, encrypts and stores, one request after the other, and enters what was acknowledged into a ledger.</summary>
internal static class WritingLoad
{
    /// <summary>Runs workers until their server is gone. A refusal is a failure: nothing that is asked here may be refused.</summary>
    public static Task RunAsync(KmsClient client, Ledger ledger, int workers) =>
        Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync(client, ledger)));

    private static async Task WorkAsync(KmsClient client, Ledger ledger)
    {
        try
        {
            while (true)
            {
                await UseOneKeyAsync(client.Keys, ledger);
                await StoreOneSecretAsync(client.Secrets, ledger);
            }
        }
        catch (KmsUnavailableException)
        {
            // The server has been killed; what it was doing may have happened or not.
        }
    }

    private static async Task UseOneKeyAsync(KeysClient keys, Ledger ledger)
    {
        string keyId = await keys.CreateKeyAsync(new NewKey { Name = "load" });
        ledger.Key(keyId);
        for (int rotation = 0; rotation < 3; rotation++)
        {
            await EncryptAsync(keys, ledger, keyId);
            await EncryptAsync(keys, ledger, keyId);
            await keys.KeyRotationAsync(keyId);
            ledger.Rotation(keyId);
        }

        await EncryptAsync(keys, ledger, keyId);
    }

    private static async Task EncryptAsync(KeysClient keys, Ledger ledger, string keyId)
    {
        byte[] plaintext = RandomNumberGenerator.GetBytes(64);
        ledger.Ciphertext(keyId, plaintext, await keys.EncryptAsync(keyId, plaintext));
    }

    private static async Task StoreOneSecretAsync(SecretsClient secrets, Ledger ledger)
    {
        byte[] data = NewData();
        string secretId = await secrets.CreateSecretAsync(new NewSecret { Version = new NewSecretVersion { Data = data } });
        ledger.SecretVersion(secretId, "1", data);
        data = NewData();
        string? version = await secrets.CreateSecretVersionAsync(secretId, new NewSecretVersion { Data = data });
        ledger.SecretVersion(secretId, version!, data);
    }

    private static byte[] NewData() => Encoding.UTF8.GetBytes(RandomNumberGenerator.GetHexString(32));
}

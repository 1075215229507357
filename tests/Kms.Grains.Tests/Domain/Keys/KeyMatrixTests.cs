using System.Runtime.CompilerServices;
using System.Text;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Tests.Domain.Keys;

/// <summary>
/// Every operation in every state of the key and of the version, printed and compared with the checked-in table. The
/// diff of that file is the review of any change of the rules.
/// </summary>
public sealed class KeyMatrixTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly KeyVersionNumber First = new(1);

    [Fact]
    public void Rules_InEveryState_AreTheCheckedInTable()
    {
        var path = Path.Combine(Path.GetDirectoryName(Here())!, "../../../vectors/domain/key-matrix.txt");
        var printed = Print();
        if (Environment.GetEnvironmentVariable("KMS_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, printed);
        }

        Assert.Equal(File.ReadAllText(path), printed);
    }

    private static string Here([CallerFilePath] string path = "") => path;

    private static string Print()
    {
        var text = new StringBuilder("# operation | kind | key | version 1 (primary, and version 1 of 2 where a version is named or the text says decrypt) | outcome\n");
        foreach (var spec in new[] { KeySpec.Aes256, KeySpec.Rsa2048, KeySpec.Sm3Hmac, KeySpec.Sm4 })
        {
            foreach (var (state, key) in Keys(spec))
            {
                Row(text, spec, state, "-", Whole(key));
                foreach (var (version, with) in Versions(key))
                {
                    Row(text, spec, state, version, OneVersion(with));
                }
            }
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, KeySpec spec, string state, string version, IEnumerable<(string Operation, string Outcome)> outcomes)
    {
        foreach (var (operation, outcome) in outcomes)
        {
            text.Append(operation).Append(" | ").Append(spec).Append(" | ").Append(state).Append(" | ").Append(version).Append(" | ").Append(outcome).Append('\n');
        }
    }

    private static IEnumerable<(string, Key?)> Keys(KeySpec spec)
    {
        var key = new Key { Spec = spec, State = KeyState.Enabled, CreatedAt = Now.AddDays(-100), Primary = new(2) };
        yield return ("none", null);
        yield return ("Enabled", key);
        yield return ("Disabled", key with { State = KeyState.Disabled });
        yield return ("PendingDeletion", key with { State = KeyState.PendingDeletion, DeleteAt = Now.AddTicks(1) });
        yield return ("due", key with { State = KeyState.PendingDeletion, DeleteAt = Now });
        yield return ("Destroyed", key with { State = KeyState.Destroyed });
    }

    private static IEnumerable<(string, Key?)> Versions(Key? key)
    {
        if (key is null)
        {
            yield break;
        }

        yield return ("Enabled", key);
        yield return ("Disabled", With(key, KeyState.Disabled, null));
        yield return ("PendingDeletion", With(key, KeyState.PendingDeletion, Now.AddTicks(1)));
        yield return ("due", With(key, KeyState.PendingDeletion, Now));
        yield return ("Destroyed", With(key, KeyState.Destroyed, null));
    }

    private static Key With(Key key, KeyState state, DateTimeOffset? deleteAt) => key with { Exceptions = VersionExceptions.None.With(1, state, deleteAt) };

    private static IEnumerable<(string, string)> Whole(Key? key)
    {
        yield return ("Update", Say(KeyLifecycle.Update(key, new KeyUpdate("n", null, null, null, null), Now)));
        yield return ("Enable", Say(KeyLifecycle.Enable(key, Now)));
        yield return ("Disable", Say(KeyLifecycle.Disable(key, Now)));
        yield return ("Rotate", Say(KeyLifecycle.Rotate(key, Now)));
        yield return ("ScheduleDeletion", Say(KeyLifecycle.ScheduleDeletion(key, 7, Now)));
        yield return ("CancelDeletion", Say(KeyLifecycle.CancelDeletion(key, Now)));
    }

    private static IEnumerable<(string, string)> OneVersion(Key? key)
    {
        // With one version only, version 1 is the primary and its state is what the data plane meets.
        var single = key! with { Primary = First };
        foreach (var operation in new[] { KeyOperation.Encrypt, KeyOperation.GenerateDataKey, KeyOperation.Sign, KeyOperation.Verify, KeyOperation.GetPublicKey })
        {
            yield return (operation.Name, KeyAdmission.Admit(single, operation, Now).IsRefused(out var refusal, out var version) ? Say(refusal) : $"version {version}");
        }

        yield return ("Decrypt", Say(KeyAdmission.AdmitKey(key, KeyOperation.Decrypt, Now) ?? KeyAdmission.AdmitVersion(key, First, Now)));
        yield return ("EnableVersion", Say(KeyVersionLifecycle.Enable(key, First, Now)));
        yield return ("DisableVersion", Say(KeyVersionLifecycle.Disable(key, First, Now)));
        yield return ("ScheduleVersionDeletion", Say(KeyVersionLifecycle.ScheduleDeletion(key, First, 7, Now)));
        yield return ("ScheduleVersionDeletion of the primary", Say(KeyVersionLifecycle.ScheduleDeletion(single, First, 7, Now)));
        yield return ("CancelVersionDeletion", Say(KeyVersionLifecycle.CancelDeletion(key, First, Now)));
    }

    private static string Say(Refusal? refusal) => refusal is null ? "allowed" : $"{refusal.Code}: {refusal.Message}";

    private static string Say(Decision<Key> decision) => decision.IsRefused(out var refusal, out var key)
        ? Say(refusal)
        : $"key {key.State}, version 1 {key.StateOf(First, Now)}, {key.Primary} versions";
}

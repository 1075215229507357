using CsCheck;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Tests.Keys;
using Kms.Testing;

namespace Kms.Grains.Tests.Secrets;

/// <summary>Any sequence of commands, against the simplest thing that could be right.</summary>
[Collection(nameof(KeyCluster))]
public sealed class SecretModelTests(KeyCluster cluster)
{
    private static readonly Gen<(int Command, uint Number)[]> Histories = Gen.Select(Gen.Int[0, 8], Gen.UInt[1, 6]).Array[1, 25];

    [Fact]
    public Task Commands_InAnyOrder_DoWhatTheModelDoes() => Histories.SampleAsync(RunAsync, iter: TestScale.Choose(20, 1000), threads: 1);

    private async Task RunAsync((int Command, uint Number)[] history)
    {
        var secret = await TestSecret.NewAsync(cluster, "value 1");
        var model = new Model();
        foreach (var (command, number) in history)
        {
            var expected = model.Apply(command, number);
            Assert.Equal(expected, await ApplyAsync(secret, command, number, model));
        }

        for (var number = 1u; number <= model.Next; number++)
        {
            Assert.Equal(model.CodeOfRead(number), await OutcomeAsync(() => secret.ReadAsync(number)));
        }
    }

    private static Task<KmsErrorCode?> ApplyAsync(TestSecret secret, int command, uint number, Model model) => OutcomeAsync(() => command switch
    {
        0 or 1 => secret.AddAsync($"value {model.Next - 1}"),
        2 => secret.DisableAsync(),
        3 => secret.EnableAsync(),
        4 => secret.DisableAsync(number),
        5 => secret.EnableAsync(number),
        6 => secret.DeleteAsync(number),
        7 => secret.ReadAsync(number),
        _ => number == 6 ? secret.DeleteAsync() : secret.WakeAsync(),
    });

    private static async Task<KmsErrorCode?> OutcomeAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (KmsException refusal)
        {
            return refusal.Code;
        }
    }

    private sealed class Model
    {
        private readonly Dictionary<uint, bool> _versions = new() { [1] = true };
        private bool _enabled = true;
        private bool _deleted;

        public uint Next { get; private set; } = 2;

        public KmsErrorCode? Apply(int command, uint number)
        {
            if (_deleted)
            {
                return command == 8 && number != 6 ? null : KmsErrorCode.NotFound;
            }

            switch (command)
            {
                case 0 or 1 when !_enabled: return KmsErrorCode.StateConflict;
                case 0 or 1: _versions[Next++] = true; return null;
                case 2 or 3: _enabled = command == 3; return null;
                case 4 or 5 when _versions.ContainsKey(number): _versions[number] = command == 5; return null;
                case 6 when _versions.Remove(number): return null;
                case 7: return CodeOfRead(number);
                case 8: _deleted = number == 6; return null;
                default: return KmsErrorCode.NotFound;
            }
        }

        public KmsErrorCode? CodeOfRead(uint number)
        {
            if (_deleted || !_versions.TryGetValue(number, out var enabled))
            {
                return KmsErrorCode.NotFound;
            }

            return _enabled && enabled ? null : KmsErrorCode.StateConflict;
        }
    }
}

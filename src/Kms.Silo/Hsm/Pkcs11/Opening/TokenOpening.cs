using System.Collections.Immutable;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Silo.Hsm.Pkcs11.Objects;
using Kms.Silo.Hsm.Pkcs11.Roots;
using Kms.Silo.Hsm.Pkcs11.Sessions;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Hsm.Pkcs11.Opening;

/// <summary>Opens the token: module, login, roots created or proved, sessions. The same at start and while healing.</summary>
/// <param name="replaceWork">Replaces a work session that was spoilt.</param>
/// <param name="replaceOwner">Told that the owner session was spoilt; nothing replaces it.</param>
internal sealed class TokenOpening(
    ModuleOpener opener,
    NativeSteps steps,
    Pkcs11Options options,
    Pkcs11Timing timing,
    TimeProvider time,
    Func<TokenSession, Task<TokenSession?>> replaceWork,
    Func<TokenSession, Task<TokenSession?>> replaceOwner)
{
    private string AllAreBusy =>
        $"No session of the token became free within {options.WaitSeconds} s; {options.Sessions} serve calls. Raise Kms__Hsm__Sessions if the module serves more at once, or Kms__Hsm__WaitSeconds.";

    private string OwnerIsBusy => $"The token did not come to unwrapping a key within {options.WaitSeconds} s (Kms__Hsm__WaitSeconds).";

    /// <summary>Opens it. After a failure nothing of it is open.</summary>
    /// <param name="mayCreate">Whether roots are made when neither the registry nor the database holds anything; the caller then holds the start lock.</param>
    /// <exception cref="HsmException">It cannot be opened; the message names what is missing.</exception>
    public async Task<OpenToken> OpenAsync(IRootRegistry registry, bool mayCreate, CancellationToken cancellationToken)
    {
        var rows = await registry.ListAsync(cancellationToken).ConfigureAwait(false);
        var hasRecords = rows.IsEmpty && await registry.HasRecordsAsync(cancellationToken).ConfigureAwait(false);
        if (rows.IsEmpty && RootStart.Decide([], hasRecords) is RootDecision.Refuse refusal)
            throw new HsmException(HsmFault.Refused, refusal.Message);

        var module = await steps.RunAsync("opening the token", timing.Opening, opener.Open, cancellationToken).ConfigureAwait(false);
        try
        {
            if (rows.IsEmpty)
                rows = await CreateRootsAsync(module, registry, mayCreate, cancellationToken).ConfigureAwait(false);
            return await steps.RunAsync("proving the roots", timing.Opening, () => Assemble(module, rows), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await CloseQuietlyAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends everything in the module. No call may be in it.</summary>
    public Task CloseAsync(TimeSpan limit, CancellationToken cancellationToken) =>
        steps.RunAsync("C_Finalize", limit, () => { opener.Close(); return true; }, cancellationToken);

    /// <summary>After a failure, which says more than a second one would.</summary>
    private async Task CloseQuietlyAsync()
    {
        try
        {
            await CloseAsync(timing.Quiet, CancellationToken.None).ConfigureAwait(false);
        }
        catch (HsmException)
        {
        }
    }

    /// <summary>Made, proved, registered; only then may anything be wrapped under them.</summary>
    private async Task<ImmutableArray<RootRecord>> CreateRootsAsync(OpenModule module, IRootRegistry registry, bool mayCreate, CancellationToken cancellationToken)
    {
        if (!mayCreate)
            throw new HsmException(HsmFault.Refused, "No root is registered any more (kms_root is empty).");
        var rows = await steps.RunAsync("creating the roots", timing.Opening, () => CreateRoots(module), cancellationToken).ConfigureAwait(false);
        await registry.AddAsync(rows, cancellationToken).ConfigureAwait(false);
        return rows;
    }

    private static ImmutableArray<RootRecord> CreateRoots(OpenModule module)
    {
        var objects = new RootObjects(module);
        ImmutableArray<RootRecord> rows = [objects.Create(RootPurpose.KeyEncryption, 1), objects.Create(RootPurpose.Binding, 1)];
        Prove(module, rows);
        return rows;
    }

    private OpenToken Assemble(OpenModule module, ImmutableArray<RootRecord> rows)
    {
        var roots = Prove(module, rows);
        var canary = 0UL;
        var generation = new CK_MECHANISM { Mechanism = (ulong)CKM.CKM_AES_KEY_GEN };
        Faults.Require("C_GenerateKey (canary)", module.Cryptoki.GenerateKey(module.Owner.Handle, ref generation, KeyTemplates.Canary.Attributes, ref canary));

        var work = new List<TokenSession>();
        while (work.Count < options.Sessions)
            work.Add(ModuleOpener.OpenWorkSession(module.Cryptoki, module.Slot));
        return new OpenToken(module, roots, Pool([module.Owner], replaceOwner, OwnerIsBusy), Pool(work, replaceWork, AllAreBusy), new ObjectCache(timing.Objects), canary);
    }

    private static RootHandles Prove(OpenModule module, ImmutableArray<RootRecord> rows)
    {
        var objects = new RootObjects(module);
        var handles = new Dictionary<(RootPurpose, int), ulong>();
        var observations = new List<RootObservation>();
        foreach (var row in rows)
        {
            observations.Add(objects.Observe(row, out var handle));
            handles.TryAdd((row.Purpose, row.Generation), handle);
        }

        return RootStart.Decide(observations, hasRecords: true) switch
        {
            RootDecision.Proceed(var kek, var binding) => new RootHandles(kek, binding, handles, rows),
            RootDecision.Refuse(var message) => throw new HsmException(HsmFault.Refused, message),
            _ => throw new InvalidOperationException("There are roots, so none are to be created."),
        };
    }

    private SessionPool Pool(List<TokenSession> sessions, Func<TokenSession, Task<TokenSession?>> replace, string exhausted) =>
        new(sessions, replace, TimeSpan.FromSeconds(options.WaitSeconds), exhausted, timing.Call, time);
}

using System.Diagnostics;
using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Silo.Hsm.Pkcs11.Operations;
using Net.Pkcs11Interop.Common;

namespace Kms.Silo.Hsm.Pkcs11.Sessions;

/// <summary>
/// One session with the memory that its calls need. Whoever rented it is alone with it: two threads on one session
/// crash the process.
/// </summary>
internal sealed class TokenSession(ICryptoki cryptoki, ulong handle)
{
    private long _enteredAt;

    /// <summary>The module.</summary>
    public ICryptoki Cryptoki { get; } = cryptoki;

    /// <summary>CK_SESSION_HANDLE.</summary>
    public ulong Handle { get; } = handle;

    /// <summary>What goes into a call.</summary>
    public Scratch Input { get; } = new();

    /// <summary>What comes out of a call.</summary>
    public Scratch Output { get; } = new();

    /// <summary>The parameters of AES-GCM.</summary>
    public GcmParameters Gcm { get; } = new();

    /// <summary>How long its calls take.</summary>
    public Pace Pace { get; } = new();

    /// <summary>Set when it may have left something behind in the module, so that it must not be used again.</summary>
    public bool IsTainted { get; set; }

    /// <summary>How long the call that runs has been in the module; zero when none does. Read by other threads.</summary>
    public TimeSpan InModuleFor
    {
        get
        {
            var enteredAt = Volatile.Read(ref _enteredAt);
            return enteredAt == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(enteredAt);
        }
    }

    /// <summary>An operation from its first byte to its last, on this thread.</summary>
    public CKR Run<TOperation, TResult>(ref TOperation operation, ulong key, out TResult? result)
        where TOperation : struct, ITokenOperation<TResult>
    {
        try
        {
            operation.Load(this);
            var code = Enter(ref operation, key, Stopwatch.GetTimestamp());
            result = code == CKR.CKR_OK ? operation.Complete(this) : default;
            return code;
        }
        finally
        {
            Clear();
        }
    }

    /// <summary>The middle part of <see cref="Run"/>, which touches nothing but the module and this session's memory.</summary>
    public CKR Enter<TOperation>(ref TOperation operation, ulong key, long now)
        where TOperation : struct, ITokenCall
    {
        Volatile.Write(ref _enteredAt, now);
        try
        {
            return operation.Call(this, key);
        }
        finally
        {
            Volatile.Write(ref _enteredAt, 0);
            Pace.Add(Stopwatch.GetTimestamp() - now);
        }
    }

    /// <summary>Zeroes what the operation left in this session's memory.</summary>
    public void Clear()
    {
        Input.Clear();
        Output.Clear();
        Gcm.AssociatedData.Clear();
    }
}

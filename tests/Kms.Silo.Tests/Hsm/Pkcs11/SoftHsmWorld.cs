using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11;
using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Silo.Hsm.Pkcs11.Opening;
using Kms.Testing.Hsm;
using Microsoft.Extensions.Logging.Abstractions;
using Net.Pkcs11Interop.Common;

namespace Kms.Silo.Tests.Hsm.Pkcs11;

/// <summary>A SoftHSM2 token.</summary>
internal sealed class SoftHsmWorld : HsmWorld
{
    public SoftHsmToken Token { get; } = new();

    public override IHsmModule CreateModule() =>
        new Pkcs11Hsm(Token.CreateOptions(), Token.Load, new Pkcs11Timing(), TimeProvider.System, NullLogger.Instance);

    public override Task RemoveRootAsync(RootRecord root)
    {
        var opener = new ModuleOpener(Token.CreateOptions(), Token.Load);
        var module = opener.Open();
        var template = new AttributeTemplate((CKA.CKA_ID, root.ObjectId));
        var found = new ulong[2];
        var count = 0UL;
        Faults.Require("find", module.Cryptoki.FindObjectsInit(module.Owner.Handle, template.Attributes));
        Faults.Require("find", module.Cryptoki.FindObjects(module.Owner.Handle, found, ref count));
        Faults.Require("find", module.Cryptoki.FindObjectsFinal(module.Owner.Handle));
        GC.KeepAlive(template);
        Assert.Equal(1UL, count);
        Faults.Require("destroy", module.Cryptoki.DestroyObject(module.Owner.Handle, found[0]));
        opener.Close();
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        Token.Dispose();
        return ValueTask.CompletedTask;
    }
}

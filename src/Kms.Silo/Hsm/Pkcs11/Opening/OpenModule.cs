using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Silo.Hsm.Pkcs11.Sessions;

namespace Kms.Silo.Hsm.Pkcs11.Opening;

/// <summary>A module with its token found and the user logged in, before its roots are proved.</summary>
/// <param name="Cryptoki">The module.</param>
/// <param name="Slot">CK_SLOT_ID of the token.</param>
/// <param name="Owner">
/// The session that holds the login and owns every object: closing a session destroys what it created, so this one is
/// only ever ended by C_Finalize.
/// </param>
/// <param name="Profile">How the module wraps.</param>
internal sealed record OpenModule(ICryptoki Cryptoki, ulong Slot, TokenSession Owner, WrapProfile Profile);

using Kms.Gateway.Calls;
using Kms.Gateway.Wire;

namespace Kms.Gateway.Secrets;

/// <summary>JD Cloud's <c>secretCfg</c> and, without the description, <c>secretVersionCfg</c>.</summary>
internal sealed class SecretCfg
{
    private byte[]? _data;

    /// <summary>Name and description.</summary>
    public SecretDescCfg Description { get; private set; }

    /// <summary>When the first, or the new, version can be read.</summary>
    public SecretTimeCfg Times { get; private set; }

    /// <summary>The value; never empty. It is zeroed when the call is over.</summary>
    public byte[] Data => _data is { Length: > 0 } ? _data : throw Invalid.Missing("secretData");

    /// <summary>Reads the body of a request.</summary>
    /// <param name="member"><c>secretCfg</c> or <c>secretVersionCfg</c>.</param>
    public static SecretCfg Read(Call call, ReadOnlySpan<byte> member)
    {
        SecretCfg? cfg = null;
        var json = new JsonInput(call.Body);
        var names = default(MemberNames);
        while (json.Next(ref names))
        {
            if (!json.Is(member))
            {
                json.Ignore();
            }
            else if (json.Object())
            {
                cfg = new SecretCfg();
                cfg.ReadMembers(call, ref json);
            }
        }

        return cfg ?? throw Invalid.Argument("the configuration of the secret is missing");
    }

    private void ReadMembers(Call call, ref JsonInput json)
    {
        var names = default(MemberNames);
        while (json.Next(ref names))
        {
            if (json.Is("secretDescCfg"u8))
            {
                Description = SecretDescCfg.Read(ref json) ?? default;
            }
            else if (json.Is("secretTimeCfg"u8))
            {
                Times = SecretTimeCfg.Read(ref json) ?? default;
            }
            else if (json.Is("secretData"u8))
            {
                _data = call.Wiped(json.Utf8Text());
            }
            else
            {
                json.Ignore();
            }
        }
    }
}

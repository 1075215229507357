using System.Text;
using Kms.Grains.Abstractions.Errors;

namespace Kms.Grains.Domain;

/// <summary>What may stand in the names and descriptions of keys and secrets. Lengths count Unicode scalar values.</summary>
internal static class Texts
{
    /// <summary>Longest name.</summary>
    public const int MaxNameLength = 128;

    /// <summary>Longest description.</summary>
    public const int MaxDescriptionLength = 8192;

    private static readonly Refusal BadName = new(KmsErrorCode.InvalidArgument, "name: 0 to 128 characters, no control characters");

    private static readonly Refusal BadDescription = new(KmsErrorCode.InvalidArgument, "description: 0 to 8192 characters; of the control characters only tab, CR and LF");

    /// <summary>Why a name or a description is not acceptable, or null. Null texts are not looked at.</summary>
    public static Refusal? Refuse(string? name, string? description)
    {
        if (name is not null && !IsText(name, MaxNameLength, lines: false))
        {
            return BadName;
        }

        return description is not null && !IsText(description, MaxDescriptionLength, lines: true) ? BadDescription : null;
    }

    private static bool IsText(string text, int longest, bool lines)
    {
        var count = 0;
        for (var i = 0; i < text.Length;)
        {
            // A lone surrogate is no character: it could not even be stored.
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var consumed) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            if (Rune.IsControl(rune) && !(lines && rune.Value is '\t' or '\r' or '\n'))
            {
                return false;
            }

            i += consumed;
            count++;
        }

        return count <= longest;
    }
}

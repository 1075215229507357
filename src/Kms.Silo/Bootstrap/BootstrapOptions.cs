namespace Kms.Silo.Bootstrap;

/// <summary>The first access key: section <c>Kms:Bootstrap</c>. Applied once, when the first account is created.</summary>
public sealed class BootstrapOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Kms:Bootstrap";

    /// <summary>Access key id: 1 to 64 characters of <c>[A-Za-z0-9_-]</c>. Absent at the first start: generated.</summary>
    public string? AccessKeyId { get; set; }

    /// <summary>Its secret: 1 to 128 printable ASCII characters. Comes with <see cref="AccessKeyId"/> or not at all.</summary>
    public string? SecretAccessKey { get; set; }

    /// <summary>The account that it acts for: 1 to 64 characters of <c>[A-Za-z0-9_-]</c>, not <c>system</c>. Default <c>root</c>.</summary>
    public string AccountId { get; set; } = "root";
}

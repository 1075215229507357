namespace Kms.Grains.Abstractions.Access;

/// <summary>
/// Knows which access keys exist, so that an invented id costs one indexed read and no activation of its own. Every
/// silo serves it. Grain key: 0.
/// </summary>
[Alias("kms.IAccessKeyDirectoryGrain")]
public partial interface IAccessKeyDirectoryGrain : IGrainWithIntegerKey;

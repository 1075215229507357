namespace Kms.Gateway.Routing;

/// <summary>What the second segment of a path names.</summary>
internal enum Resource
{
    /// <summary><c>key</c>.</summary>
    Key,

    /// <summary><c>secret</c>.</summary>
    Secret,
}

/// <summary>How deep a path reaches.</summary>
internal enum Level
{
    /// <summary><c>/v1/key</c>.</summary>
    Collection,

    /// <summary><c>/v1/key/{id}</c>.</summary>
    Item,

    /// <summary><c>/v1/key/{id}/version/{version}</c>.</summary>
    Version,
}

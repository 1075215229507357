namespace Kms.Gateway.Routing;

/// <summary>Where a request leads; the default value leads nowhere.</summary>
/// <param name="Entry">The path's operations; null: there is no such path.</param>
/// <param name="Operation">The operation of the request's verb; null: the path has none.</param>
/// <param name="Id">The key or secret id; empty for a collection.</param>
/// <param name="Version">The version in the path; 0 when there is none or it is the alias.</param>
/// <param name="IsVersionAlias">Whether the path has the alias <c>v1</c> in place of a version.</param>
internal readonly record struct RouteMatch(PathEntry? Entry, Operation? Operation, string Id, uint Version, bool IsVersionAlias);

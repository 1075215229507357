using Kms.Gateway.Calls;

namespace Kms.Gateway.Routing;

/// <summary>One of the API's operations.</summary>
/// <param name="Name">JD Cloud's name of it.</param>
/// <param name="Verb">Its verb.</param>
/// <param name="Path">Its path with <c>{id}</c> and <c>{version}</c>.</param>
/// <param name="HandleAsync">What it does: reads the call, asks a grain, writes the result.</param>
/// <param name="IsImport">Whether its body may be as long as a secret package.</param>
internal sealed record Operation(
    string Name, Verb Verb, string Path, Func<Call, ValueTask> HandleAsync, bool IsImport = false);

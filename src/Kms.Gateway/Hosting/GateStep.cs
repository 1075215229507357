using Kms.Grains.Abstractions.Access;

namespace Kms.Gateway.Hosting;

/// <summary>How far a request has come with proving who sent it.</summary>
/// <param name="Refusal">Why it goes no further, in words for the caller; null when it does.</param>
/// <param name="State">Whatever the first step wants the second one to know.</param>
/// <param name="Principal">Who calls; after the second step.</param>
internal readonly record struct GateStep(string? Refusal, object? State, Principal? Principal);

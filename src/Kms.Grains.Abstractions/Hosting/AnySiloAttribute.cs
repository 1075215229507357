using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace Kms.Grains.Abstractions.Hosting;

/// <summary>
/// Lets every silo serve this call: an Orleans client spreads the calls of one grain over all its connections
/// instead of sending them all through the one that the grain's key hashes to.
/// </summary>
/// <remarks>
/// It belongs on each method of a data-plane interface; on an interface it has no effect. Orleans' own
/// <c>UnorderedAttribute</c> has none anywhere. Meant for stateless workers only: it gives up message order.
/// </remarks>
[InvokableCustomInitializer(nameof(IRequest.AddInvokeMethodOptions), InvokeMethodOptions.Unordered)]
[AttributeUsage(AttributeTargets.Method)]
public sealed class AnySiloAttribute : Attribute;

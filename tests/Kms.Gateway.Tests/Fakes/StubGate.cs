using Kms.Gateway.Hosting;
using Kms.Gateway.Limits;
using Kms.Grains.Abstractions.Access;
using Microsoft.AspNetCore.Http;

namespace Kms.Gateway.Tests.Fakes;

/// <summary>Lets everybody in as one account, or refuses at the step that a test names. Only where authentication is not the subject.</summary>
internal sealed class StubGate : IRequestGate
{
    public const string Account = "acct";

    /// <summary>The refusal of the first step.</summary>
    public string? Stranger { get; set; }

    /// <summary>The refusal of the second step.</summary>
    public string? Forger { get; set; }

    /// <summary>What the second step does before it answers.</summary>
    public Func<CancellationToken, Task> BeforeCompletion { get; set; } = _ => Task.CompletedTask;

    /// <summary>The body that the second step last saw.</summary>
    public byte[]? Body { get; private set; }

    public ValueTask<GateStep> BeginAsync(HttpContext context, RequestDeadline deadline) =>
        ValueTask.FromResult(new GateStep(Stranger, null, null));

    public async ValueTask<GateStep> CompleteAsync(GateStep begun, ReadOnlyMemory<byte> body, RequestDeadline deadline)
    {
        Body = body.ToArray();
        await BeforeCompletion(deadline.Token);
        return new GateStep(Forger, null, new Principal { Account = Account, AccessKeyId = "ak", AccessKeyRevision = 1 });
    }
}

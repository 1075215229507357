namespace Kms.Cli.Bench.Workloads;

/// <summary>A request without its signature; the body is written once, since writing it is the client's cost and not the server's.</summary>
internal sealed record RequestTemplate(string Method, string Target, byte[] Body)
{
    public override string ToString() => $"{Method} {Target}";
}

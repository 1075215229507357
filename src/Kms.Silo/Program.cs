using Kms.Gateway.Hosting;
using Kms.Silo.Health;
using Kms.Silo.Hosting;

try
{
    var builder = WebApplication.CreateBuilder(args);
    var silo = builder.AddKmsSilo();

    await using var app = builder.Build();
    app.MapKmsHealth();
    if (silo.HostGateway)
    {
        app.UseKmsGateway();
    }

    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (StartupFailure.Explain(exception) is { } reason)
{
    // The operator can act on this one sentence; a stack trace would only hide it.
    await Console.Error.WriteLineAsync($"Kms cannot start: {reason}");
    return 1;
}

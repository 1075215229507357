// A gateway of its own needs a connection to the cluster, which this build does not have yet.
await Console.Error.WriteLineAsync(
    "Kms.Gateway cannot run on its own: start Kms.Silo, which serves the gateway from its own process.");
return 1;

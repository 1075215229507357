namespace Kms.Cli.Bench.Workloads;

/// <summary>What can be measured.</summary>
internal enum WorkloadKind
{
    Unknown = 0,
    Encrypt = 1,
    Decrypt = 2,
    DataKey = 3,
    Create = 4,
    SecretRead = 5,
}

namespace Kms.Gateway.Routing;

/// <summary>The operations that share one path.</summary>
internal sealed class PathEntry
{
    private readonly Operation?[] _byVerb = new Operation?[Verbs.Count];

    /// <summary>Makes the entry of one path.</summary>
    public PathEntry(string action, IEnumerable<Operation> operations)
    {
        Action = action;
        foreach (var operation in operations)
        {
            _byVerb[(int)operation.Verb] = operation;
            IsImport |= operation.IsImport;
        }

        Allow = string.Join(", ", _byVerb.Where(operation => operation is not null).Select(operation => operation!.Verb.Text()));
    }

    /// <summary>What follows the colon; empty without one.</summary>
    public string Action { get; }

    /// <summary>The verbs of the path as the <c>Allow</c> header has them.</summary>
    public string Allow { get; }

    /// <summary>Whether bodies may be as long as a secret package.</summary>
    public bool IsImport { get; }

    /// <summary>The operation for a verb, or null.</summary>
    public Operation? Find(Verb? verb) => verb is { } known ? _byVerb[(int)known] : null;
}

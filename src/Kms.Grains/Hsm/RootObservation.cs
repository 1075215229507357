namespace Kms.Grains.Hsm;

/// <summary>A registered root and what was found for it in the module.</summary>
/// <param name="Row">The database's row.</param>
/// <param name="Finding">What the module holds for it.</param>
/// <param name="Detail">Words for the log, e.g. where it was looked for or which attribute deviates; may be empty.</param>
internal sealed record RootObservation(RootRecord Row, RootFinding Finding, string Detail = "");

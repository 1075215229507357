namespace Kms.Testing;

/// <summary>How long tests with a short and a long form run: <c>tests/full.sh</c> asks for the long one.</summary>
public static class TestScale
{
    /// <summary>True when <c>KMS_TEST_LONG=1</c>.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("KMS_TEST_LONG") == "1";

    /// <summary>The number of rounds, cases or seconds of this run.</summary>
    public static int Choose(int shortForm, int longForm) => IsLong ? longForm : shortForm;
}

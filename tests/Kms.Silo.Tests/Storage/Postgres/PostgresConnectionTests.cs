using Kms.Grains.Storage;
using Kms.Silo.Storage.Postgres;
using Npgsql;

namespace Kms.Silo.Tests.Storage.Postgres;

public sealed class PostgresConnectionTests
{
    [Theory]
    [InlineData("Host=127.0.0.1")]
    [InlineData("Host=127.9.9.9:6000")]
    [InlineData("Host=localhost")]
    [InlineData("Host=LocalHost:5433")]
    [InlineData("Host=::1")]
    [InlineData("Host=[::1]:5433")]
    [InlineData("Host=/run/postgresql")]
    [InlineData("Host=@abstract")]
    [InlineData("Host=127.0.0.1,localhost")]
    [InlineData("Host=db.example;SSL Mode=VerifyFull")]
    [InlineData("Host=127.0.0.1,db.example;SSL Mode=VerifyFull")]
    public void Create_LocalOrVerified_IsAccepted(string connectionString)
    {
        using var pool = PostgresConnection.CreatePool(connectionString, new PostgresOptions());
        using var single = PostgresConnection.CreateSingle(connectionString, new PostgresOptions());
    }

    [Theory]
    [InlineData("Host=db.example")]
    [InlineData("Host=10.0.0.1;SSL Mode=Require")]
    [InlineData("Host=10.0.0.1;SSL Mode=VerifyCA")]
    [InlineData("Host=127.0.0.1.example")]
    [InlineData("Host=localhost.example")]
    [InlineData("Host=128.0.0.1:127")]
    [InlineData("Host=2001:db8::1")]
    [InlineData("Host=[2001:db8::1]:5432")]
    [InlineData("Host=127.0.0.1,db.example")]
    [InlineData("Host=db.example,127.0.0.1;SSL Mode=Prefer")]
    public void Create_RemoteWithoutVerifiedTls_IsRefusedUnlessAllowed(string connectionString)
    {
        var refusal = Assert.Throws<StorageException>(() => PostgresConnection.CreatePool(connectionString, new PostgresOptions()));
        Assert.Contains("VerifyFull", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<StorageException>(() => PostgresConnection.CreateSingle(connectionString, new PostgresOptions()));

        using var allowed = PostgresConnection.CreatePool(connectionString, new PostgresOptions { AllowUnverifiedTls = true });
    }

    [Theory]
    [InlineData("Password=hunter2;no such keyword=1")]
    [InlineData("Password=hunter2;Port=many")]
    [InlineData("hunter2")]
    public void Create_Malformed_IsRefusedWithoutQuotingIt(string connectionString)
    {
        var refusal = Assert.Throws<StorageException>(() => PostgresConnection.CreatePool(connectionString, new PostgresOptions()));

        Assert.DoesNotContain("hunter2", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    public void Create_ConnectionsThatCannotBe_IsRefused(int connections)
    {
        var refusal = Assert.Throws<StorageException>(() => PostgresConnection.CreatePool("Host=127.0.0.1", new PostgresOptions { Connections = connections }));

        Assert.Contains("Kms__Database__Connections", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_LimitsOfOthers_AreReplacedByOurs()
    {
        using var pool = PostgresConnection.CreatePool("Host=127.0.0.1;Timeout=300;Command Timeout=0;Maximum Pool Size=500;Password=hunter2", new PostgresOptions());

        var settings = new NpgsqlConnectionStringBuilder(pool.ConnectionString);
        Assert.Equal((2, 3, 20), (settings.Timeout, settings.CommandTimeout, settings.MaxPoolSize));
        Assert.DoesNotContain("hunter2", pool.ConnectionString, StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_Source_ShowsNoPassword()
    {
        var source = new PostgresSource("Host=127.0.0.1;Password=hunter2", new PostgresOptions());

        Assert.DoesNotContain("hunter2", source.ToString(), StringComparison.Ordinal);
    }
}

using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Sessions;
using Kms.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Kms.Silo.Tests.Hsm.Pkcs11.Sessions;

public sealed class SessionPoolTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Rent_NoneFree_IsServedInTheOrderOfArrival()
    {
        var pool = Pool(1);
        Assert.True(pool.TryRent(out var session));
        var order = new List<int>();
        var waiting = Enumerable.Range(0, 5).Select(async number =>
        {
            var mine = await pool.RentAsync(default);
            order.Add(number);
            pool.Return(mine!);
        }).ToList();
        Assert.False(pool.TryRent(out _));

        pool.Return(session);
        await Task.WhenAll(waiting);

        Assert.Equal([0, 1, 2, 3, 4], order);
    }

    [Fact]
    public async Task Rent_DeadlinePasses_IsBusyWithTheGivenWords()
    {
        var pool = Pool(1);
        Assert.True(pool.TryRent(out var session));
        var waiting = pool.RentAsync(default).AsTask();

        _time.Advance(Wait);

        var exception = await Assert.ThrowsAsync<HsmException>(() => waiting);
        Assert.Equal((HsmFault.Busy, "exhausted"), (exception.Fault, exception.Message));
        pool.Return(session);
        Assert.True(pool.TryRent(out _));
    }

    [Fact]
    public async Task Rent_Cancelled_LosesNoSession()
    {
        var pool = Pool(1);
        Assert.True(pool.TryRent(out var session));
        using var cancellation = new CancellationTokenSource();
        var cancelled = pool.RentAsync(cancellation.Token).AsTask();
        var patient = pool.RentAsync(default).AsTask();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        pool.Return(session);

        Assert.Same(session, await patient);
    }

    [Fact]
    public async Task Return_Tainted_IsReplacedForWhoWaits()
    {
        var fresh = Session(99);
        var pool = Pool(1, _ => Task.FromResult<TokenSession?>(fresh));
        Assert.True(pool.TryRent(out var session));
        var waiting = pool.RentAsync(default).AsTask();
        session.IsTainted = true;

        pool.Return(session);

        Assert.Same(fresh, await waiting);
    }

    [Fact]
    public async Task Return_TaintedAndNothingReplacesIt_LeavesTheOthers()
    {
        var pool = Pool(2, _ => Task.FromResult<TokenSession?>(null));
        Assert.True(pool.TryRent(out var session));
        session.IsTainted = true;

        pool.Return(session);

        Assert.True(pool.TryRent(out var other));
        Assert.False(pool.TryRent(out _));
        pool.Return(other);
        Assert.True(await pool.CloseAsync(Wait));
    }

    [Fact]
    public async Task Close_WaitsForWhatIsRentedAndAnswersWhoWaits()
    {
        var pool = Pool(1);
        Assert.True(pool.TryRent(out var session));
        var waiting = pool.RentAsync(default).AsTask();

        var closing = pool.CloseAsync(Wait);

        Assert.Null(await waiting);
        Assert.False(closing.IsCompleted);
        pool.Return(session);
        Assert.True(await closing);
        Assert.False(pool.TryRent(out _));
        Assert.Null(await pool.RentAsync(default));
    }

    [Fact]
    public async Task Close_SessionNeverComesBack_GivesUpAfterTheLimit()
    {
        var pool = Pool(2);
        Assert.True(pool.TryRent(out var session));

        var closing = pool.CloseAsync(Wait);
        _time.Advance(Wait);

        Assert.False(await closing);
        session.IsTainted = true;
        pool.Return(session);
        Assert.True(await pool.CloseAsync(Wait));
    }

    [Fact]
    public async Task Close_WhileASessionIsReplaced_WaitsForIt()
    {
        var replacing = new TaskCompletionSource<TokenSession?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var pool = Pool(1, _ => replacing.Task);
        Assert.True(pool.TryRent(out var session));
        session.IsTainted = true;
        pool.Return(session);

        var closing = pool.CloseAsync(Wait);

        Assert.False(closing.IsCompleted);
        replacing.SetResult(Session(7));
        Assert.True(await closing);
    }

    [Fact]
    public async Task Rent_ByManyThreads_NeverGivesOneSessionToTwo()
    {
        var pool = Pool(3);
        var users = new int[3];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < TestScale.Choose(2000, 100_000); i++)
            {
                var session = pool.TryRent(out var free) ? free : await pool.RentAsync(default);
                Assert.Equal(1, Interlocked.Increment(ref users[(int)session!.Handle]));
                Interlocked.Decrement(ref users[(int)session.Handle]);
                pool.Return(session);
            }
        })));
    }

    private SessionPool Pool(int sessions, Func<TokenSession, Task<TokenSession?>>? replace = null) =>
        new([.. Enumerable.Range(0, sessions).Select(handle => Session((ulong)handle))], replace ?? (_ => throw new InvalidOperationException("Nothing is spoilt.")), Wait, "exhausted", TimeSpan.FromSeconds(5), _time);

    private static TokenSession Session(ulong handle) => new(null!, handle);
}

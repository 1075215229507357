using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;

namespace Kms.Gateway.Calls;

/// <summary>Creates keys and secrets under ids that nobody has.</summary>
internal static class NewIds
{
    /// <summary>An id has 82 random bits: a second draw is unheard of, and a fourth means that the generator is broken.</summary>
    private const int Draws = 4;

    /// <summary>Draws ids until one is free.</summary>
    public static async ValueTask<TReply> CreateAsync<TGrain, TRequest, TReply>(
        Call call, TRequest request, Func<TGrain, TRequest, Task<TReply>> create)
        where TGrain : IGrainWithStringKey
    {
        for (var left = Draws; ; left--)
        {
            try
            {
                return await call.ChangeAsync(call.Grain<TGrain>(ResourceId.New()), request, create);
            }
            catch (KmsException refusal) when (refusal.Code == KmsErrorCode.AlreadyExists && left > 1)
            {
                // Somebody has it: draw another.
            }
        }
    }
}

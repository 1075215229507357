using Kms.Grains.Hsm;

namespace Kms.Silo.Hsm.Pkcs11.Healing;

/// <summary>Which opening of the token serves, and what is wrong with it. The breaker of every call.</summary>
internal sealed class TokenState
{
    private readonly Lock _gate = new();
    private volatile OpenToken? _serving;
    private volatile string? _fault = "The module is not open.";

    /// <summary>The last opening, serving or not; null before the first.</summary>
    public OpenToken? Latest { get; private set; }

    /// <summary>Called, once per opening, when something of it was first lost.</summary>
    public Action<OpenToken>? Lost { get; set; }

    /// <summary>The opening that serves.</summary>
    /// <exception cref="HsmException"><see cref="HsmFault.Unavailable"/>, at once, while there is none.</exception>
    public OpenToken Serving => _serving ?? throw Unavailable();

    /// <summary>Why the module is not ready; null when it is.</summary>
    public string? Fault => _fault;

    /// <summary>Whether this opening serves yet, if only what is left of it.</summary>
    public bool Serves(OpenToken token) => ReferenceEquals(_serving, token);

    /// <summary>A new opening serves.</summary>
    public void Open(OpenToken token)
    {
        lock (_gate)
        {
            _fault = null;
            _serving = Latest = token;
        }
    }

    /// <summary>Nothing serves.</summary>
    public void Close(string fault)
    {
        lock (_gate)
        {
            _serving = null;
            _fault = fault;
        }
    }

    /// <summary>A call found something of the token lost. What another call found before, or in an older opening, is no news.</summary>
    /// <returns>What the call ends with.</returns>
    public HsmException Lose(OpenToken token, Loss loss, string reason)
    {
        var isNews = false;
        lock (_gate)
        {
            if (Serves(token))
            {
                isNews = _fault is null;
                _fault ??= reason;
                if (loss == Loss.Everything)
                    _serving = null;
            }
        }

        if (isNews)
            Lost?.Invoke(token);
        return new HsmException(HsmFault.Unavailable, $"{reason}. The token is being opened anew.");
    }

    /// <summary>What a call ends with while nothing serves.</summary>
    public HsmException Unavailable() => new(HsmFault.Unavailable, $"The token does not serve: {_fault}");
}

namespace Kms.Grains.Hsm;

/// <summary>The life of an adapter: opened before the silo joins, closed after its last activation is gone.</summary>
internal interface IHsmModule : IHsm
{
    /// <summary>
    /// Opens the module and proves every registered root, or creates the first roots when the database has none and
    /// no records either.
    /// </summary>
    /// <param name="registry">The database's roots; the caller holds the start lock.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="HsmException">
    /// <see cref="HsmFault.Refused"/>, or <see cref="HsmFault.Unavailable"/> where waiting may help. The message names
    /// what is missing: library, token, PIN, or the root and its generation. After <see cref="HsmFault.PinRefused"/> it is
    /// called again later, without the start lock in between.
    /// </exception>
    Task OpenAsync(IRootRegistry registry, CancellationToken cancellationToken);

    /// <summary>Closes the module; a second time does nothing. Later calls are <see cref="HsmFault.Unavailable"/>. A call that never returns does not hold it up for longer than a few seconds.</summary>
    Task CloseAsync(CancellationToken cancellationToken);
}

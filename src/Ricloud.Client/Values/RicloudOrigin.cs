namespace Ricloud.Values;

/// <summary>
/// The API that a model was read from. Models carry it out of sight, so that whoever is about to change one can tell whether it
/// is this account's: all accounts have ids of one form.
/// </summary>
internal sealed class RicloudOrigin(Uri baseAddress)
{

    /// <summary>Where the API is, ending in a slash.</summary>
    public Uri BaseAddress { get; } = baseAddress;

    /// <summary>The id of the token's organisation; <see langword="null"/> as long as nobody has read it.</summary>
    public object? Organisation { get; set; }

    /// <summary>Models of one API are equal whichever connection they came by.</summary>
    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RicloudOrigin other && other.BaseAddress.Equals(BaseAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => BaseAddress.GetHashCode();
}

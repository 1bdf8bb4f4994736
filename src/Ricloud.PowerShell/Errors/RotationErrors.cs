using Ricloud.DesiredState;

namespace Ricloud.PowerShell.Errors;

/// <summary>Translates why a secret can't be replaced to the error of its name.</summary>
internal static class RotationErrors
{
    private static readonly Dictionary<RotationFailure, RicloudError> Errors = new()
    {
        [RotationFailure.NothingToReplace] = RicloudError.NothingToReplace,
        [RotationFailure.Ambiguous] = RicloudError.ReplacementAmbiguous,
        [RotationFailure.NotAReplacement] = RicloudError.NotAReplacement,
        [RotationFailure.NotAccepted] = RicloudError.SecretNotAccepted,
    };

    /// <param name="exception">Why.</param>
    /// <param name="target">The old config as it was passed.</param>
    /// <param name="oldId">Its id.</param>
    /// <param name="newId">The id of its successor, if there is one.</param>
    public static RicloudCommandException Of(RotationException exception, object? target, object oldId, object? newId) =>
        new(Errors[exception.Failure].Wrap(exception, target, exception.Message, oldId, newId));
}

using System.Globalization;
using System.Management.Automation;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.Values;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>
/// Whose an object is that was passed or piped. All accounts have ids of one form, so an object of another account would have
/// its id taken for one of this account's.
/// </summary>
internal sealed class ObjectOwner
{
    private readonly RicloudOrigin? _origin;
    private readonly string? _organisation;

    private ObjectOwner(RicloudOrigin? origin, string? organisation)
    {
        _origin = origin;
        _organisation = organisation;
    }

    /// <summary>The owner of an object; null for what is a bare id.</summary>
    public static ObjectOwner? Of(object? source)
    {
        if ((source as ApiResource)?.Origin is { } origin)
        {
            return new ObjectOwner(origin, Text(origin.Organisation) ?? Text(Organisation(source)));
        }

        if (source is not null && ObjectView.Of(source) is { } view)
        {
            var organisation = Text(view["Organisation"]);
            return organisation is null && view.IsBareId ? null : new ObjectOwner(null, organisation);
        }

        return Organisation(source) is { } own ? new ObjectOwner(null, Text(own)) : null;
    }

    /// <summary>Whether the owner can't be told from this session's account, because one of the two is unknown.</summary>
    public bool IsUnknownTo(RicloudSession session) => _origin is null && (_organisation is null || Text(session.KnownOrganisation) is null);

    /// <summary>Whether it is certain that the object is of another account than the session's.</summary>
    public bool IsOther(RicloudSession session)
    {
        if (_origin == session.Client.Origin)
        {
            return false;
        }

        return _origin?.Equals(session.Client.Origin) == false
            || (_organisation is { } own && Text(session.KnownOrganisation) is { } theirs && own != theirs);
    }

    /// <summary>The error that says so.</summary>
    public ErrorRecord Refusal(RicloudIdentity identity, RicloudSession session) => RicloudError.ObjectOfAnotherAccount.ToRecord(
        identity.Source,
        identity.TargetName,
        Texts.Account(_organisation, _origin?.BaseAddress),
        Texts.Account(Text(session.KnownOrganisation), session.Client.BaseAddress));

    private static object? Organisation(object? model) => model switch
    {
        IRicloudConfig config => config.Organisation,
        RicloudTask task => task.Organisation,
        Key key => key.Organisation,
        _ => null,
    };

    private static string? Text(object? id) =>
        NamedValues.Unwrap(id) is (string or IFormattable) and var value
        && Convert.ToString(value, CultureInfo.InvariantCulture)!.Trim() is { Length: > 0 } text
            ? text
            : null;
}

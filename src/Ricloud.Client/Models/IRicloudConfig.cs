namespace Ricloud;

/// <summary>What the API tests and an organisation or a key refers to: a webhook config or a storage config.</summary>
public interface IRicloudConfig
{
    /// <summary>The id: an <see cref="long"/> where the API sends a number, as it does; text where it sends text.</summary>
    object Id { get; }

    /// <summary>The id of the organisation it belongs to.</summary>
    object? Organisation { get; }

    /// <summary>The address, exactly as it was given.</summary>
    string Url { get; }

    /// <summary><c>new</c>, <c>valid</c>, <c>invalid</c> or <c>deactivated</c>, or a state that the API has added since.</summary>
    string State { get; }

    /// <summary>When it was made, in local time, to the microsecond.</summary>
    DateTime? DateCreated { get; }
}

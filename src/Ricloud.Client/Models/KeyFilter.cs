namespace Ricloud.Models;

/// <summary>Which keys to list: all of them, paged.</summary>
public sealed class KeyFilter : ListFilter
{
}

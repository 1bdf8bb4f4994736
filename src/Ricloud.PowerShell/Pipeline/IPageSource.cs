namespace Ricloud.PowerShell.Pipeline;

/// <summary>A list that is read page by page, each only when it is wanted.</summary>
/// <typeparam name="T">What is listed.</typeparam>
internal interface IPageSource<T>
    where T : class
{
    /// <summary>How many there are in all, known after the first page if the API says it.</summary>
    long? TotalCount { get; }

    /// <summary>The next page, or null behind the last.</summary>
    Task<IReadOnlyList<T>?> NextAsync(CancellationToken cancellationToken);
}

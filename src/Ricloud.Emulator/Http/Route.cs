namespace Ricloud.Emulator.Http;

/// <param name="Method">The one method it answers.</param>
/// <param name="Template">A path; <c>{}</c> stands for one segment.</param>
/// <param name="Handler">Answers the request.</param>
/// <param name="NeedsToken">False for the few that anybody may call.</param>
internal sealed record Route(string Method, string Template, Func<Exchange, Task> Handler, bool NeedsToken = true)
{
    public string[] Segments { get; } = Template.Split('/');
}

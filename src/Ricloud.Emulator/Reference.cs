using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;

namespace Ricloud.Emulator;

/// <summary>Writes the API's routes and attributes as Markdown, from what the emulator itself goes by.</summary>
internal static class Reference
{
    public static string Describe(IEnumerable<Route> routes)
    {
        var text = new StringBuilder("| route | mark |\n|---|---|\n");
        foreach (var route in routes.Where(route => !ThisEmulator.IsOwn(route.Template)).OrderBy(route => route.Template, StringComparer.Ordinal))
        {
            text.Append($"| `{route.Method} {route.Template.Replace("{}", "{id}", StringComparison.Ordinal)}` | {RouteMarks.Of(route.Method, route.Template)} |\n");
        }

        foreach (var resource in Resources.All.OrderBy(resource => resource.Path, StringComparer.Ordinal))
        {
            text.Append($"\n### {resource.Name}: `{resource.Path}`\n\n| attribute | what it holds | mark | given in | filter |\n|---|---|---|---|---|\n");
            foreach (var field in resource.Fields.Concat(resource.CreateFields).DistinctBy(field => field.Name).Where(IsTold))
            {
                var given = resource.CreateFields.FirstOrDefault(one => one.Name == field.Name) ?? field;
                text.Append($"| `{field.Name}` | {WhatOf(field)} | {field.Mark} | {GivenIn(given)} | {(field.IsFilter ? "yes" : "")} |\n");
                if (field.Name == "id")
                {
                    text.Append($"| `resource` | `{resource.Name}` | D | | |\n");
                }
            }
        }

        return text.ToString();
    }

    private static bool IsTold(Field field) => field.Shown != Shown.Never || field.InCreate || field.IsFilter;

    private static string WhatOf(Field field)
    {
        var what = field.Kind switch
        {
            FieldKind.Reference when field.IsWhole => $"the whole {field.Of!.Name}",
            FieldKind.Reference => $"id of a {field.Of!.Name}",
            FieldKind.Text when field.Words.Length > 0 => string.Join(", ", field.Words.Select(word => $"`{word}`")),
            FieldKind.Text => "text",
            FieldKind.Json or FieldKind.Given => "object",
            FieldKind.Target => "text; of a config's test the id of the config, a number",
            FieldKind.Flag => "true or false",
            FieldKind.Date => "date",
            FieldKind.Organisation => "id",
            FieldKind.Null => "always null",
            FieldKind.List or FieldKind.Computed => field.Name switch
            {
                "errors" => "list of `error` (a code) and `task` (an id)",
                "results" or "children" or "storage_configs" or "webhook_configs" => "list of them, whole",
                "permissions" or "signed_url" => "object",
                _ when field.Name.StartsWith("tasks_", StringComparison.Ordinal) => "list of ids",
                _ => "text",
            },
            _ => "number",
        };
        var nullable = field.IsOptional && field.Shown != Shown.AsNull && field.Kind != FieldKind.Null ? ", or null" : "";
        var shown = field.Shown switch
        {
            Shown.OutsideEvents => "; not in events",
            Shown.AsNull => "; null in every answer",
            Shown.Never => "; in no answer",
            _ => "",
        };
        return what + nullable + shown;
    }

    private static string GivenIn(Field field)
    {
        var create = field.InCreate ? field.IsRequired ? "create, required" : "create" : "";
        var words = field.Settable.Length > 0 ? ": " + string.Join(", ", field.Settable.Select(word => $"`{word}`")) : "";
        var update = field.InUpdate ? "update" + words : "";
        return string.Join("; ", new[] { create, update }.Where(text => text.Length > 0));
    }
}

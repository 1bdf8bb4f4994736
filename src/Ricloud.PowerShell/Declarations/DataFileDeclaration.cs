using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;

namespace Ricloud.PowerShell.Declarations;

/// <summary>
/// Reads a declaration that is written as a PowerShell data file. It is parsed and never run: what isn't a constant, a list
/// or a hashtable is refused.
/// </summary>
internal static class DataFileDeclaration
{
    /// <exception cref="DeclarationException">It isn't such a file.</exception>
    public static DeclarationValue Parse(string text, string source)
    {
        ScriptBlockAst file = Parser.ParseInput(text, source, out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            throw new DeclarationException(source, [.. errors.Select(e => $"line {e.Extent.StartLineNumber}: {e.Message}")]);
        }

        bool isBare = file is { BeginBlock: null, ProcessBlock: null, ParamBlock: null, DynamicParamBlock: null };
        if (!isBare || file.EndBlock?.Statements is not { Count: 1 } statements || Expression(statements[0]) is not HashtableAst table)
        {
            throw new DeclarationException(source, ["A data file holds one hashtable, @{ WebhookConfigs = @( ... ) }, and nothing else."]);
        }

        return Read(table, source);
    }

    private static DeclarationValue Read(ExpressionAst expression, string source)
    {
        int line = expression.Extent.StartLineNumber;
        switch (expression)
        {
            case HashtableAst table:
                return DeclarationValue.Map([.. table.KeyValuePairs.Select(pair => Member(pair.Item1, pair.Item2, source))], line);
            case ArrayLiteralAst list:
                return DeclarationValue.List([.. list.Elements.Select(item => Read(item, source))], line);
            case ArrayExpressionAst { SubExpression: { Traps: null } block }:
                return DeclarationValue.List([.. block.Statements.SelectMany(statement => Items(statement, source))], line);
            case ParenExpressionAst { Pipeline: var pipeline } when Expression(pipeline) is { } inner:
                return Read(inner, source);
            default:
                return Constant(expression, source);
        }
    }

    private static KeyValuePair<string, DeclarationValue> Member(ExpressionAst name, StatementAst statement, string source)
    {
        string key = Convert.ToString(Constant(name, source).Scalar, System.Globalization.CultureInfo.InvariantCulture)!;
        return new KeyValuePair<string, DeclarationValue>(key, Read(Expression(statement) ?? throw Refused(statement, source), source));
    }

    /// <summary>@( ) takes what its statements write one by one, so that a list in it isn't a list of lists.</summary>
    private static IEnumerable<DeclarationValue> Items(StatementAst statement, string source)
    {
        DeclarationValue value = Read(Expression(statement) ?? throw Refused(statement, source), source);
        return value.Items ?? (IEnumerable<DeclarationValue>)[value];
    }

    private static DeclarationValue Constant(ExpressionAst expression, string source)
    {
        try
        {
            object? value = expression.SafeGetValue();
            return value is null or string or bool || value.GetType().IsPrimitive
                ? DeclarationValue.Of(value, expression.Extent.StartLineNumber)
                : throw Refused(expression, source);
        }
        catch (InvalidOperationException)
        {
            throw Refused(expression, source);
        }
    }

    private static ExpressionAst? Expression(StatementAst statement) =>
        statement is PipelineAst { PipelineElements: { Count: 1 } elements } && elements[0] is CommandExpressionAst { Redirections.Count: 0 } command
            ? command.Expression
            : null;

    private static DeclarationException Refused(Ast code, string source) => new(
        source, [$"line {code.Extent.StartLineNumber}: '{Shorten(code.Extent.Text)}' would have to be run; a data file holds constants only."]);

    private static string Shorten(string text)
    {
        string line = text.Split('\n')[0].TrimEnd('\r');
        return line.Length > 60 ? line.Substring(0, 60) + "..." : line;
    }
}

using System.IO;
using Newtonsoft.Json;

namespace Ricloud.DesiredState;

/// <summary>Reads a declaration that is written in JSON. Comments are allowed; a name that is there twice is kept twice.</summary>
internal static class JsonDeclaration
{
    private const int DeepestNesting = 16;

    /// <summary>Reads the text.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="source">Where it comes from, as errors name it.</param>
    /// <returns>What is written there.</returns>
    /// <exception cref="DeclarationException">It isn't JSON.</exception>
    public static DeclarationValue Parse(string text, string source)
    {
        using JsonTextReader reader = new(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = DeepestNesting };
        try
        {
            if (!Next(reader))
            {
                throw new DeclarationException(source, "The file is empty.");
            }

            var value = Read(reader);

            // Whatever follows, but for comments, is an error of the reader's own.
            _ = Next(reader);
            return value;
        }
        catch (JsonReaderException exception)
        {
            var line = Math.Max(exception.LineNumber, 1);
            throw new DeclarationException(source, $"line {line}: this isn't JSON, at column {exception.LinePosition}.", exception);
        }
    }

    private static DeclarationValue Read(JsonTextReader reader)
    {
        var line = reader.LineNumber;
        switch (reader.TokenType)
        {
            case JsonToken.StartArray:
                List<DeclarationValue> items = [];
                while (MustNext(reader) != JsonToken.EndArray)
                {
                    items.Add(Read(reader));
                }

                return DeclarationValue.List(items, line);
            case JsonToken.StartObject:
                return DeclarationValue.Map(Members(reader), line);
            case JsonToken.Integer or JsonToken.Float or JsonToken.String or JsonToken.Boolean or JsonToken.Null:
                return DeclarationValue.Of(reader.Value, line);
            default:
                throw new JsonReaderException($"Unexpected {reader.TokenType}.", reader.Path, line, reader.LinePosition, null);
        }
    }

    private static List<KeyValuePair<string, DeclarationValue>> Members(JsonTextReader reader)
    {
        List<KeyValuePair<string, DeclarationValue>> members = [];
        while (MustNext(reader) != JsonToken.EndObject)
        {
            var name = (string)reader.Value!;
            _ = MustNext(reader);
            members.Add(new KeyValuePair<string, DeclarationValue>(name, Read(reader)));
        }

        return members;
    }

    private static JsonToken MustNext(JsonTextReader reader) => Next(reader)
        ? reader.TokenType
        : throw new JsonReaderException("Unexpected end.", reader.Path, reader.LineNumber, reader.LinePosition, null);

    private static bool Next(JsonTextReader reader)
    {
        bool isThere;
        do
        {
            isThere = reader.Read();
        }
        while (isThere && reader.TokenType == JsonToken.Comment);
        return isThere;
    }
}

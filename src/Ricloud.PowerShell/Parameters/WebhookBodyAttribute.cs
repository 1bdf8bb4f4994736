using System.Collections;
using System.IO;
using System.Management.Automation;
using System.Net.Http;
using System.Text;

namespace Ricloud.PowerShell.Parameters;

/// <summary>
/// Lets a body be given as text, which stands for its UTF-8 bytes, as bytes, or as the stream that has them. Lines are refused
/// rather than joined: nobody can tell what ended them.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WebhookBodyAttribute : ArgumentTransformationAttribute
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override bool TransformNullOptionalParameters => true;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Read(inputData);

    public static WebhookBody Read(object? source, CancellationToken stopping = default)
    {
        var value = NamedValues.Unwrap(source);
        return value switch
        {
            null => WebhookBody.Of([]),
            WebhookBody body => body,
            string text => OfText(text),
            RicloudSecret hidden => OfText(hidden.Reveal()),
            byte[] bytes => WebhookBody.Of(bytes),
            Stream stream => OfStream(stream, stopping),
            HttpContent content => OfStream(Task.Run(content.ReadAsStreamAsync, stopping).GetAwaiter().GetResult(), stopping),
            IEnumerable items when !NamedValues.IsMap(items) => OfItems(items),
            _ => ToArray(value) is { } bytes ? WebhookBody.Of(bytes) : WebhookBody.Refused(Texts.BodyIsParsed(Texts.WithArticle(value.GetType().FullName!))),
        };
    }

    /// <summary>All of a stream, and it stands where it stood if it can. Some hosts' can only be read without blocking.</summary>
    private static WebhookBody OfStream(Stream stream, CancellationToken stopping)
    {
        try
        {
            var start = stream.CanSeek ? stream.Seek(0, SeekOrigin.Current) : 0;
            _ = stream.CanSeek ? stream.Seek(0, SeekOrigin.Begin) : 0;
            using MemoryStream copy = new();
            Task.Run(() => stream.CopyToAsync(copy, 81920, stopping), stopping).GetAwaiter().GetResult();
            _ = stream.CanSeek ? stream.Seek(start, SeekOrigin.Begin) : 0;
            return WebhookBody.Of(copy.ToArray());
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or NotSupportedException or InvalidOperationException)
        {
            return WebhookBody.Refused(Texts.BodyIsUnreadable(e.Message));
        }
    }

    /// <summary>The types of buffers that aren't lists, ReadOnlyMemory and BinaryData say, all have this.</summary>
    private static byte[]? ToArray(object value) =>
        value.GetType().GetMethod("ToArray", []) is { } method && method.ReturnType == typeof(byte[]) ? (byte[])method.Invoke(value, null)! : null;

    private static WebhookBody OfText(string text)
    {
        try
        {
            return WebhookBody.Of(Utf8.GetBytes(text));
        }
        catch (EncoderFallbackException)
        {
            return WebhookBody.Refused(Texts.BodyIsNoText);
        }
    }

    /// <summary>Reading a file as bytes gives an array of objects, each a byte.</summary>
    private static WebhookBody OfItems(IEnumerable items)
    {
        List<object?> all = [.. items.Cast<object?>().Select(NamedValues.Unwrap)];
        return all.TrueForAll(item => item is byte)
            ? WebhookBody.Of([.. all.Cast<byte>()])
            : WebhookBody.Refused(all.TrueForAll(item => item is string) ? Texts.BodyIsLines(all.Count) : Texts.BodyIsParsed(Texts.WithArticle(items.GetType().FullName!)));
    }
}

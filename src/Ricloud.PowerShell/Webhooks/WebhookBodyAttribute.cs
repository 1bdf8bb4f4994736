using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace Ricloud.PowerShell.Webhooks;

/// <summary>
/// Lets a body be given as text, which stands for its UTF-8 bytes, or as bytes. Lines are refused rather than joined:
/// nobody can tell what ended them.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WebhookBodyAttribute : ArgumentTransformationAttribute
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override bool TransformNullOptionalParameters => true;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Read(inputData);

    internal static WebhookBody Read(object? source)
    {
        object? value = source is PSObject wrapped ? wrapped.BaseObject : source;
        return value switch
        {
            null => WebhookBody.Of([]),
            WebhookBody body => body,
            string text => OfText(text),
            byte[] bytes => WebhookBody.Of(bytes),
            IDictionary => WebhookBody.Refused(Texts.BodyIsParsed(value.GetType().FullName!)),
            IEnumerable items => OfItems(items),
            _ => WebhookBody.Refused(Texts.BodyIsParsed(value.GetType().FullName!)),
        };
    }

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
        List<object?> all = [.. items.Cast<object?>().Select(item => item is PSObject wrapped ? wrapped.BaseObject : item)];
        return all.TrueForAll(item => item is byte)
            ? WebhookBody.Of([.. all.Cast<byte>()])
            : WebhookBody.Refused(all.TrueForAll(item => item is string) ? Texts.BodyIsLines(all.Count) : Texts.BodyIsParsed(items.GetType().FullName!));
    }
}

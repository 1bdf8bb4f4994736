using System;
using System.Globalization;
using System.Management.Automation;

namespace Ricloud.PowerShell.Webhooks;

/// <summary>Lets a moment be given as a date, as text that is one, or in Unix seconds. A date without a zone is local time.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MomentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        try
        {
            return value switch
            {
                DateTimeOffset moment => moment,
                DateTime time => new DateTimeOffset(time),
                int or long or short or byte or uint or ushort or sbyte => FromSeconds(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
                double number when number == Math.Floor(number) && Math.Abs(number) < long.MaxValue => FromSeconds((long)number),
                string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seconds) => FromSeconds(seconds),
                string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset moment) => moment,
                _ => throw new ArgumentTransformationMetadataException(Texts.NotAMoment),
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new ArgumentTransformationMetadataException(Texts.NotAMoment);
        }
    }

    private static DateTimeOffset FromSeconds(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}

using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using Ricloud.Values;

namespace Ricloud.PowerShell.Parameters;

/// <summary>
/// Lets a moment be given as a date, as text in ISO 8601, or in Unix seconds; without a zone it is local time. Other text
/// means another day, month or year in another culture, so it is refused in all of them.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MomentAttribute : ArgumentTransformationAttribute
{
    private static readonly BigInteger Earliest = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly BigInteger Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public override bool TransformNullOptionalParameters => true;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = NamedValues.Unwrap(inputData);
        return value switch
        {
            DateTimeOffset moment => moment,
            DateTime time => IsoDate.Moment(time),
            string text => FromText(text.Trim()),
            int or long or short or byte or uint or ulong or ushort or sbyte or BigInteger =>
                FromSeconds(BigInteger.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture)),
            decimal number when number == decimal.Truncate(number) => FromSeconds(new BigInteger(number)),
            double number when number == Math.Floor(number) && !double.IsInfinity(number) => FromSeconds(new BigInteger(number)),
            _ => throw Refused(),
        };
    }

    private static DateTimeOffset FromText(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) ? FromSeconds(seconds)
        : IsoDate.TryParseLocal(text, out var moment) ? moment
        : throw Refused();

    private static DateTimeOffset FromSeconds(BigInteger seconds) =>
        seconds >= Earliest && seconds <= Latest ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : throw Refused();

    private static ArgumentTransformationMetadataException Refused() => new(Texts.NotAMoment);
}

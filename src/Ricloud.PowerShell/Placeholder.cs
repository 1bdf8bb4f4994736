namespace Ricloud;

internal static class Placeholder
{
}

namespace Ricloud;

/// <summary>What a test found of a webhook config.</summary>
/// <param name="IsValid">Whether its receiver takes the API's events.</param>
/// <param name="Why">Why not, in a sentence; empty when it is valid.</param>
internal sealed record ConfigVerdict(bool IsValid, string Why);

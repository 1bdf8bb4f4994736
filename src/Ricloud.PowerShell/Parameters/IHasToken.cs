namespace Ricloud.PowerShell.Parameters;

/// <summary>What stands for a token when it is passed for one.</summary>
internal interface IHasToken
{
    /// <summary>The token, in clear.</summary>
    string Token { get; }
}

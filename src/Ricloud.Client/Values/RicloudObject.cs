namespace Ricloud;

/// <summary>What a pipeline sees. What all of it has in common in views and exports, Ricloud.Types.ps1xml says of this type.</summary>
public abstract class RicloudObject;

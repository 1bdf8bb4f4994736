namespace Ricloud.Tests.Faults;

/// <summary>What one cell's call is about.</summary>
/// <param name="Id">What it reads or changes, if that is there already.</param>
/// <param name="Url">An address that no other cell has.</param>
/// <param name="Port">A free port.</param>
internal sealed record MatrixItem(string Id, string Url, int Port);

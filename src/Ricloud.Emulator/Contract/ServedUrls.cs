namespace Ricloud.Emulator.Contract;

/// <summary>Addresses of this emulator, once it is known where it listens.</summary>
internal sealed class ServedUrls
{
    private string _base = "";

    public void ServeAt(string url) => Volatile.Write(ref _base, url);

    /// <summary>Where whoever has it may read a stored result, without a token.</summary>
    public string OfStored(long result, string signature) => $"{Volatile.Read(ref _base)}{ThisEmulator.Prefix}/storage/{result}/{signature}";
}

using System.Security.Cryptography;
using System.Text;

namespace Ricloud.Webhooks;

/// <summary>One secret, ready to sign with. Safe for several callers at once, who take turns.</summary>
internal sealed class SigningKey(string secret) : IDisposable
{
    private const int CopiedSize = 4096;

    private readonly IncrementalHash _hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));

    // Handing a short body over together with what is signed before it saves a call into the system.
    private readonly byte[] _copy = new byte[CopiedSize];

    public void Dispose() => _hmac.Dispose();

    public byte[] Digest(byte[] prefix, byte[] body)
    {
        lock (_copy)
        {
            if (body.Length <= _copy.Length - prefix.Length)
            {
                Buffer.BlockCopy(prefix, 0, _copy, 0, prefix.Length);
                Buffer.BlockCopy(body, 0, _copy, prefix.Length, body.Length);
                _hmac.AppendData(_copy, 0, prefix.Length + body.Length);
            }
            else
            {
                _hmac.AppendData(prefix);
                _hmac.AppendData(body);
            }

            return _hmac.GetHashAndReset();
        }
    }
}

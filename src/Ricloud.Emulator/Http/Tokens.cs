using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Http;

/// <summary>
/// The keys by token, as of the last commit that changed one. Tokens are looked up by their hash, so
/// that the time it takes says nothing about how much of a guess was right.
/// </summary>
internal sealed class Tokens
{
    private const string Scheme = Documented.AuthorizationScheme + " ";
    private readonly Lock _refresh = new();
    private volatile FrozenDictionary<string, Row> _byHash = FrozenDictionary<string, Row>.Empty;

    /// <summary>Called when a key was changed, before its request is answered.</summary>
    public void Refresh(Database database)
    {
        lock (_refresh)
        {
            _byHash = database.Read(session => Rows.Where(session, Resources.Key, "state = ?1", State.Active))
                .ToFrozenDictionary(key => Hash(key.Text("token")), StringComparer.Ordinal);
        }
    }

    /// <exception cref="RefusedException">The request has no token that is in force: 401.</exception>
    public Row Authenticate(StringValues authorization)
    {
        if (authorization is [{ } header]
            && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && _byHash.TryGetValue(Hash(header[Scheme.Length..].Trim()), out var key))
        {
            return key;
        }

        throw new RefusedException(401, ErrorCode.Unauthorized, "Send 'Authorization: Token <token>' with the token of an active key.");
    }

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

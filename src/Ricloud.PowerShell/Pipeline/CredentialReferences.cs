using System.Collections;
using System.IO;
using System.Management.Automation;
using Ricloud.DesiredState;
using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>Gets the credentials that a declaration points to. What is there is given to the API and shown nowhere.</summary>
internal sealed class CredentialReferences(RicloudCmdlet cmdlet)
{
    // As it stands, so that whatever holds a vault is asked: the module of the vault, or a function of the user's.
    private const string GetSecret = "param($secret) Get-Secret @secret -ErrorAction Stop";

    /// <summary>Gets all of them.</summary>
    /// <exception cref="RicloudCommandException">One isn't there, or is none.</exception>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>> Get(IEnumerable<string> references) =>
        references.ToDictionary(reference => reference, Get, StringComparer.Ordinal);

    private IReadOnlyDictionary<string, object?> Get(string reference)
    {
        var name = reference.Substring(reference.IndexOf(':') + 1);
        var source = reference switch
        {
            _ when CredentialScheme.Is(reference, CredentialScheme.Variable) => OfVariable(reference, name),
            _ when CredentialScheme.Is(reference, CredentialScheme.File) => new FileInfo(Find(name)),
            _ => OfVault(reference, name),
        };
        var credential = StorageCredential.Read(source, Find);
        return credential.Values ?? throw Refused(reference, credential.Reason);
    }

    /// <summary>A variable has the credential, or the path of its file as Google's own tools have it.</summary>
    private object OfVariable(string reference, string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrWhiteSpace(value))
        {
            throw Refused(reference, Texts.VariableIsMissing(name));
        }

        return value!.IndexOfAny(Path.GetInvalidPathChars()) < 0 && value.IndexOf('{') < 0 && value.IndexOf('\n') < 0 && File.Exists(Find(value))
            ? new FileInfo(Find(value))
            : new RicloudSecret(value);
    }

    private object? OfVault(string reference, string name)
    {
        var slash = name.IndexOf('/');
        Hashtable secret = new() { ["Name"] = name.Substring(slash + 1) };
        if (slash >= 0)
        {
            secret["Vault"] = name.Substring(0, slash);
        }

        try
        {
            var found = cmdlet.InvokeCommand.NewScriptBlock(GetSecret).Invoke(secret);
            return found.Count == 1 ? found[0] : found;
        }
        catch (CommandNotFoundException)
        {
            throw Refused(reference, Texts.NoVault);
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            throw Refused(reference, e.ErrorRecord.Exception.Message);
        }
    }

    private string Find(string path) => cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    private static RicloudCommandException Refused(string reference, string? reason) =>
        new(RicloudError.InvalidCredential.ToRecord(reference, Texts.OfReference(reference, reason)));
}

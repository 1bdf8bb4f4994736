using System;
using System.Security;
using System.Threading;

namespace Ricloud.Shell;

/// <summary>Reads a line key by key, so that nothing of it is shown and none of it becomes a string.</summary>
internal static class SecretLine
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    public static SecureString Read(CancellationToken interrupted)
    {
        var secret = new SecureString();
        while (true)
        {
            // ReadKey can't be cancelled, so a key is asked for only when there is one.
            while (!Console.KeyAvailable)
            {
                interrupted.WaitHandle.WaitOne(Poll);
                interrupted.ThrowIfCancellationRequested();
            }

            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
            {
                secret.MakeReadOnly();
                return secret;
            }

            if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
            {
                secret.RemoveAt(secret.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                secret.AppendChar(key.KeyChar);
            }
        }
    }
}

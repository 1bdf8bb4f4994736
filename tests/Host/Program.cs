using Microsoft.PowerShell;

// The real pwsh, for tests that need a process of its own.
return UnmanagedPSEntry.Start(args, args.Length);

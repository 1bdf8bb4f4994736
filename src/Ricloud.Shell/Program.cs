using System.Management.Automation.Runspaces;
using Ricloud.Shell;

using var console = new SystemConsole();
var host = new ShellHost(console);
using Runspace runspace = ShellRunspace.Open(host, ModuleLocation.Find());
var run = new ShellRun(runspace, host);
bool ok = run.Invoke(new Command(args[1], isScript: true));
return host.ExitCode ?? (ok ? 0 : 1);

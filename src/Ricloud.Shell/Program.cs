using System;
using Ricloud.Shell;

using var console = new SystemConsole();
return ShellProgram.Run(
    args,
    console,
    interrupt => Console.CancelKeyPress += (_, pressed) =>
    {
        pressed.Cancel = true;
        interrupt();
    });

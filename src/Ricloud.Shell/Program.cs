using System;

Console.Error.WriteLine("not built yet");

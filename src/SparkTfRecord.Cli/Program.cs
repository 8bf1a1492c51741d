using SparkTfRecord.Cli;

using var signals = new Signals();
return CommandLine.Run(args, Session.OfProcess(signals));

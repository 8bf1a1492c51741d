using System.Diagnostics;

namespace SparkTfRecord.Tests.Support;

/// <summary>Runs the machine's python3. TensorFlow is not needed: FeatureSpecs/tensorflow.py stands in for the few functions a spec calls.</summary>
static class Python
{
    /// <summary>What the script prints; the test is skipped where there is no python3.</summary>
    public static string Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", ["-B", "-X", "utf8", "-", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PYTHONPATH"] = Path.Combine(Golden.Root, "tests", "SparkTfRecord.Tests", "FeatureSpecs") },
        };
        using var python = Start(start);
        python.StandardInput.Write(script);
        python.StandardInput.Close();
        var errors = python.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        Assert.True(python.ExitCode == 0, errors.GetAwaiter().GetResult());
        return output;
    }

    static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3");
            throw;
        }
    }
}

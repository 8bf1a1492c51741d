using SparkTfRecord.IntegrationTests.Support;

namespace SparkTfRecord.IntegrationTests.Cli;

/// <summary>Sources the scripts in the shells that are for them.</summary>
public sealed class CompletionTests : IDisposable
{
    readonly ScratchDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("sparktfrecord conv", "convert")]
    [InlineData("sparktfrecord convert --codec ", "gzip none zlib")]
    [InlineData("sparktfrecord convert --shard", "--shards --shard-size")]
    [InlineData("sparktfrecord job ", "--help --verbose schema")]
    [InlineData("sparktfrecord warmup write --mod", "--model --model-name")]
    public void Bash_OffersWhatFits(string line, string offered)
    {
        var (code, output, error) = CliProcess.Shell(_scratch.Path, $$"""
            source <(sparktfrecord completion bash)
            COMP_WORDS=({{line}}); [[ '{{line}}' == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _sparktfrecord
            echo "${COMPREPLY[@]}"
            """);

        Assert.True(code == 0, error);
        Assert.Equal(offered, output.Trim());
    }

    [Theory]
    [InlineData("sparktfrecord conv", "convert")]
    [InlineData("sparktfrecord convert --codec ", "gzip none zlib")]
    [InlineData("sparktfrecord warmup write --mod", "--model --model-name")]
    public void Fish_OffersWhatFits(string line, string offered)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/fish"), "No fish.");

        var (code, output, error) = CliProcess.Shell(
            _scratch.Path, $"HOME=$PWD /usr/bin/fish -c 'sparktfrecord completion fish | source; complete -C \"{line}\"' | cut -f1 | sort -u | grep -v -- '-inputs-\\|--warmup' | paste -sd' '");

        Assert.True(code == 0, error);
        Assert.Equal(offered, output.Trim());
    }

    [Fact]
    public void Zsh_LoadsTheScript()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/zsh"), "No zsh.");

        var (code, _, error) = CliProcess.Shell(
            _scratch.Path, "/usr/bin/zsh -fc 'autoload -U compinit; compinit -u -d $PWD/dump; source <(sparktfrecord completion zsh); [[ $_comps[sparktfrecord] = _sparktfrecord ]]'");

        Assert.Equal((0, ""), (code, error));
    }
}

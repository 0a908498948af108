package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.file.Unusable;
import io.bellwether.job.SavedState;
import io.bellwether.job.StateFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is told before anything starts: no broker is asked in any of these. */
class RunCommandTest {

    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void settings() throws Exception {
        Path rules = Files.createDirectories(folder.resolve("rules"));
        config = Files.writeString(folder.resolve("b.yaml"), """
                kafka: {bootstrap_servers: "127.0.0.1:1"}
                alert_rules: "%s"
                """.formatted(rules));
    }

    private record Outcome(int code, String err) {}

    private Outcome run(String... more) {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new RunCommand())
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((error, line, parsed) -> {
                    line.getErr().println(error);
                    return error instanceof Unusable ? 2 : 1;
                });
        List<String> arguments = new java.util.ArrayList<>(List.of("--config", config.toString()));
        arguments.addAll(List.of(more));
        if (List.of(more).stream().noneMatch(option -> option.startsWith("--web-port"))) {
            arguments.add("--web-port=0");
        }
        return new Outcome(command.execute(arguments.toArray(new String[0])), err.toString());
    }

    @Test
    void aSecondRunOnTheSameFolderIsRefused() throws Exception {
        try (StateFolder first = StateFolder.open(folder.resolve("checkpoints"), "bellwether")) {
            Outcome second = run();
            assertThat(second.code()).isEqualTo(2);
            assertThat(second.err()).contains(first.root() + ": another bellwether run");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999", "-1"})
    void whatIsNoPortIsRefused(String port) {
        Outcome run = run("--web-port=" + port);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--web-port: must be 0 to 65535, not " + port);
    }

    @Test
    void aStateOfAnOlderVersionIsRefusedInWords() throws Exception {
        Path state = folder.resolve("checkpoints/0123456789abcdef0123456789abcdef/chk-3");
        Files.createDirectories(state);
        Files.writeString(folder.resolve("checkpoints/group"), "bellwether\n");
        try (var out = Files.newOutputStream(state.resolve(SavedState.METADATA))) {
            Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(3, List.of(), List.of()), out);
        }
        Outcome outcome = run();
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("The job cannot go on from this state:")
                .contains("it was made by another version of Bellwether (layout 0, this one reads");
    }

    @Test
    void aFreshStartThatIsRefusedHasChangedNothing() throws Exception {
        Path state = folder.resolve("checkpoints/0123456789abcdef0123456789abcdef/chk-3");
        Files.createDirectories(state);
        Files.writeString(folder.resolve("checkpoints/group"), "bellwether\n");
        Files.writeString(state.resolve(SavedState.METADATA), "state");
        Outcome outcome = run("--fresh");
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
        assertThat(state).exists();
        assertThat(folder.resolve("checkpoints/aside")).doesNotExist();
    }

    @Test
    void aFolderThatIsNotOfThisMachineIsRefused() throws Exception {
        Files.writeString(config, "checkpoint: {directory: \"s3://bucket/checkpoints\"}\n");
        Outcome outcome = run();
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("checkpoint.directory: s3://bucket/checkpoints is no folder of this machine")
                .contains("--state DIR");
    }

    @Test
    void aFileInTheFoldersPlaceIsTold() throws Exception {
        Path file = Files.writeString(folder.resolve("state"), "");
        Outcome outcome = run("--state", file.toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(file + ": state cannot be kept there: is a file; name a folder");
    }
}

package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.file.Unusable;
import io.bellwether.job.Inputs;
import io.bellwether.job.RuleFolder;
import io.bellwether.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class InputOptionsTest {

    @Command
    private static final class Host {
        @Mixin
        private InputOptions options;
    }

    @TempDir
    private Path base;

    private static Inputs inputs(String... arguments) {
        Host host = new Host();
        new CommandLine(host).parseArgs(arguments);
        return host.options.inputs();
    }

    private Path config(String yaml) throws Exception {
        return Files.writeString(base.resolve("b.yaml"), yaml);
    }

    @Test
    void withoutAFileTheDefaultsHold() throws Exception {
        assertThat(inputs().settings()).isEqualTo(Settings.defaults());
        assertThat(inputs().model()).isNotNull();
    }

    @Test
    void whatIsKeptStandsBesideTheSettingsOrWhereItCanBeWritten() {
        assertThat(inputs().beside("kept")).isEqualTo(Path.of("kept"));
        assertThat(inputs("--config", base.resolve("b.yaml").toString()).beside("kept"))
                .isEqualTo(base.resolve("kept"));

        Path elsewhere = inputs("--config", base.resolve("a/b.yaml").toString()).beside("kept");
        assertThat(elsewhere.toString()).startsWith("kept-");
        assertThat(inputs("--config", base.resolve("a/c.yaml").toString()).beside("kept"))
                .isNotEqualTo(elsewhere);
    }

    @Test
    void onlyAJobNeedsTheVariablesOfServers() throws Exception {
        Path rules = Files.createDirectories(base.resolve("r"));
        Path config =
                config("influx: {token: '${A_TOKEN_THAT_IS_NOT_SET}'}\nalert_rules: '" + rules + "'\nwindow: 30s");
        Inputs inputs = inputs("--config", config.toString());
        assertThat(inputs.fileSettings().series().windowMillis()).isEqualTo(30_000);
        assertThat(inputs.rules().isEmpty()).isTrue();
        assertThat(inputs.policies()).isNotNull();
        assertThat(inputs.model()).isNotNull();
        assertUnusable(inputs::settings, "influx.token: the environment variable A_TOKEN_THAT_IS_NOT_SET is not set");

        Inputs dark = inputs(
                "--config", config("alert_rules: '${A_FOLDER_THAT_IS_NOT_SET}'").toString());
        assertUnusable(dark::rules, "alert_rules: the environment variable A_FOLDER_THAT_IS_NOT_SET is not set");
    }

    @Test
    void rulesAndPoliciesComeFromTheDirectoryAskedFor() throws Exception {
        Files.writeString(base.resolve(RuleFolder.POLICY_FILE), "policies: [{name: mine}]");
        Inputs inputs = inputs("--rules", base.toString());

        assertThat(inputs.ruleDirectory()).isEqualTo(base);
        assertThat(inputs.policies().policyNames()).containsExactly("mine");
        assertThat(inputs.rules().isEmpty()).isTrue();
    }

    @Test
    void aDirectoryThatTheSettingsNameMustBeThere() throws Exception {
        Path config = config("alert_rules: " + base.resolve("gone"));
        assertUnusable(inputs("--config", config.toString())::rules, "gone: there is no such directory of rules");
        assertUnusable(
                inputs("--rules", base.resolve("none").toString())::policies, "none: there is no such directory");
    }

    @Test
    void whatIsWrongInAFileIsSaidWithItsPlace() throws Exception {
        assertUnusable(inputs("--config", config("window: x").toString())::settings, "b.yaml:1:9: error: window: ");
        Files.writeString(base.resolve(RuleFolder.POLICY_FILE), "policies: [{}]");
        assertUnusable(
                inputs("--rules", base.toString())::policies, "sla-policies.yaml:1:12: error: policies[0].name: ");
        Files.delete(base.resolve("b.yaml"));
        Files.writeString(base.resolve("r.yaml"), "rules: 1");
        assertUnusable(inputs("--rules", base.toString())::rules, "r.yaml:1:8: error: rules: must be a list");
    }

    @Test
    void aModelThatCannotBeReadIsToldAtOnce() throws Exception {
        Path model = Files.writeString(base.resolve("m.bin"), "nonsense");
        assertUnusable(
                inputs("--config", config("sentiment_model: " + model).toString())::model,
                "m.bin: this is no sentiment model");
    }

    @Test
    void aHeavierModelThatIsNotThereIsToldAtOnce() throws Exception {
        String onnx = "sentiment_onnx: {model: %s, vocabulary: v, labels: [negative, positive]}";
        assertUnusable(
                inputs(
                        "--config",
                        config(onnx.formatted(base.resolve("m.onnx"))).toString())::model,
                "sentiment_onnx: " + base.resolve("m.onnx") + ": there is no such file");
    }

    @Test
    void durationsOfOptionsAreChecked() throws Exception {
        assertThat(InputOptions.duration("--every", "1h30m")).isEqualTo(5_400_000);
        assertUnusable(
                () -> InputOptions.duration("--every", "0"),
                "--every: must be a duration such as 30s, 5m or 1d, not 0");
        assertUnusable(() -> InputOptions.duration("--every", "soon"), "not soon");
    }

    private static void assertUnusable(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(Unusable.class).hasMessageContaining(message);
    }
}

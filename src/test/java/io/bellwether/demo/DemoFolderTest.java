package io.bellwether.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.file.Unusable;
import io.bellwether.job.RuleFolder;
import io.bellwether.notify.Variables;
import io.bellwether.rule.Rule;
import io.bellwether.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoFolderTest {

    private static List<String> names(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void theDemoRunsByEveryFileThatIsThereForIt() throws Exception {
        try (DemoFolder folder = DemoFolder.create(false)) {
            assertThat(names(folder.rules()))
                    .containsExactlyInAnyOrderElementsOf(names(Path.of("src/main/resources/io/bellwether/demo/rules")));
        }
    }

    @Test
    void whatRunWouldRefuseIsRefused() throws Exception {
        Variables variables = Variables.of(Map.of(
                "BELLWETHER_WEBHOOK_URL",
                "http://127.0.0.1:9000/hook",
                "BELLWETHER_WEBHOOK_SECRET",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        try (DemoFolder folder = DemoFolder.create(false)) {
            assertThat(folder.read(Settings.defaults(), variables).routing().isEmpty())
                    .isFalse();

            Path routing = folder.rules().resolve("alert-routing.yaml");
            Files.writeString(routing, Files.readString(routing).replace("allow_private: true", ""));
            assertThatThrownBy(() -> folder.read(Settings.defaults(), variables))
                    .isInstanceOf(Unusable.class)
                    .hasMessageContaining("alert-routing.yaml:3: error: receiver hook: 127.0.0.1 is in 127.0.0.0/8");

            Files.writeString(folder.rules().resolve("sla-policies.yml"), "policies: []");
            assertThatThrownBy(() -> folder.read(Settings.defaults(), variables))
                    .hasMessageContaining("sla-policies.yml: error: stands beside sla-policies.yaml");
        }
    }

    @Test
    void theRulesAreGoodAndTellOfAPolicyFileThatIsRefused() throws Exception {
        try (DemoFolder folder = DemoFolder.create(false)) {
            RuleFolder read = RuleFolder.read(
                    folder.rules(), Settings.defaults().ruleContext(), Variables.ofEnvironment(), false);

            assertThat(read.errors()).isEmpty();
            assertThat(read.rules().rules()).extracting(Rule::uid).contains("policy-rejected");
        }
    }
}

package io.bellwether.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.job.RuleFolder;
import io.bellwether.notify.Variables;
import io.bellwether.rule.Rule;
import io.bellwether.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void theRulesAreGoodAndTellOfAPolicyFileThatIsRefused() throws Exception {
        try (DemoFolder folder = DemoFolder.create(false)) {
            RuleFolder read = RuleFolder.read(
                    folder.rules(), Settings.defaults().ruleContext(), Variables.ofEnvironment(), false);

            assertThat(read.errors()).isEmpty();
            assertThat(read.rules().rules()).extracting(Rule::uid).contains("policy-rejected");
        }
    }
}

package io.bellwether.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each adapter has its page, its row in the table of all, and payloads; what the pages show can be used. */
class AdapterDocsTest {

    private static final Path DOCS = Path.of("docs/adapters");

    /** A form that is no product's, and files that are no deliveries. */
    private static boolean isProduct(String name) {
        return !name.equals("cloudevents") && !name.endsWith("-export");
    }

    private static List<String> products() {
        return Adapters.names().stream().filter(AdapterDocsTest::isProduct).toList();
    }

    @Test
    void everyProductHasItsPageAndItsRow() throws IOException {
        String table = Files.readString(DOCS.resolve("README.md"));
        for (String name : products()) {
            assertThat(DOCS.resolve(name + ".md")).exists();
            assertThat(table).as(name).contains("](" + name + ".md)");
            assertThat(Files.readString(DOCS.resolve(name + ".md")))
                    .contains(
                            "`adapter: " + name + "`",
                            "## Set-up",
                            "## Signature",
                            "## What becomes of what",
                            "## What it cannot tell",
                            "## Traps");
        }
    }

    @Test
    void everyProductHasAStoryAndEveryStoryItsProduct() throws IOException {
        assertThat(AdapterStoryTest.adapters()).containsExactlyInAnyOrderElementsOf(products());
        try (Stream<Path> folders = Files.list(Path.of("src/main/resources/io/bellwether/gateway/adapters"))) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Adapters.names());
        }
    }

    @Test
    void theSourcesThatAreShownCanBeUsed(@TempDir Path folder) throws Exception {
        Matcher example =
                Pattern.compile("(?s)```yaml\n(gateway:.*?)```").matcher(Files.readString(DOCS.resolve("README.md")));
        assertThat(example.find()).isTrue();
        Path file = Files.writeString(folder.resolve("bellwether.yaml"), example.group(1));
        assertThat(Settings.known(file).gatewaySettings().sources())
                .extracting(GatewaySource::name)
                .containsExactly("chatwoot", "chatwoot-old", "zammad");
    }
}

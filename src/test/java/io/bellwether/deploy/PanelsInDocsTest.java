package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever is sent to a panel by the documentation finds it. */
class PanelsInDocsTest {

    private static final Pattern SENT_TO = Pattern.compile("(?:panel|row|tile|dashboard) \\*([^*\n]+)\\*");

    private static final Pattern SLANTED = Pattern.compile("(?<!\\*)\\*([^*\n]+)\\*(?!\\*)");

    @Test
    void everyPanelRowAndDashboardThatIsNamedExists() throws IOException {
        Set<String> titles = titles();
        List<String> missing = new ArrayList<>();
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            for (Path doc : docs.filter(file -> file.toString().endsWith(".md")).toList()) {
                named(SENT_TO, Files.readString(doc))
                        .filter(name -> titles.stream().noneMatch(title -> title.startsWith(name)))
                        .forEach(name -> missing.add(doc + ": " + name));
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void theTableOfQuestionsNamesWholeTitles() throws IOException {
        String page = Files.readString(Path.of("docs/operations.md"));
        String table = page.substring(page.indexOf("| question |"), page.indexOf("Planners' half hours"));
        assertThat(named(SLANTED, table).toList()).hasSizeGreaterThan(20).isSubsetOf(titles());
    }

    private static Stream<String> named(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
    }

    private static Set<String> titles() throws IOException {
        Set<String> titles = new TreeSet<>();
        for (JsonNode dashboard : Boards.of(Boards.ENGLISH).values()) {
            dashboard.findValuesAsText("title").forEach(titles::add);
        }
        return titles;
    }
}

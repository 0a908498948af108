package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.dashboard.BoardLanguage;
import io.bellwether.dashboard.Dashboards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Grafana is given is what the source says, and says the same in both languages. */
class DashboardLanguagesTest {

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    @Test
    void theFilesAreThoseOfTheSource() throws IOException {
        same(Boards.ENGLISH, BoardLanguage.EN, "./bellwether dashboards --out dashboards");
        same(Boards.CHINESE, BoardLanguage.ZH, "./bellwether dashboards --out dashboards/zh --language zh");
    }

    private static void same(Path folder, BoardLanguage language, String command) throws IOException {
        Map<String, String> files = Dashboards.files(language);
        assertThat(Boards.of(folder).keySet())
                .as("run: " + command)
                .containsExactlyInAnyOrderElementsOf(files.keySet());
        for (Map.Entry<String, String> file : files.entrySet()) {
            assertThat(Files.readString(folder.resolve(file.getKey())).equals(file.getValue()))
                    .as("%s is what the source says; if not, run: %s", folder.resolve(file.getKey()), command)
                    .isTrue();
        }
    }

    @Test
    void bothLanguagesShowTheSame() throws IOException {
        Map<String, JsonNode> chinese = Boards.of(Boards.CHINESE);
        for (Map.Entry<String, JsonNode> board : Boards.of(Boards.ENGLISH).entrySet()) {
            assertThat(shape(chinese.get(board.getKey()))).as(board.getKey()).isEqualTo(shape(board.getValue()));
        }
    }

    /** What is no text: kinds, places, units, queries, thresholds. */
    private static List<String> shape(JsonNode board) {
        List<String> shape = new ArrayList<>();
        for (JsonNode panel : DashboardQuery.panels(board)) {
            JsonNode defaults = panel.get("fieldConfig").get("defaults");
            shape.add(
                    panel.get("type") + " " + panel.get("id") + " " + panel.get("gridPos") + " " + defaults.get("unit")
                            + defaults.get("thresholds") + panel.get("interval") + panel.get("timeFrom"));
        }
        DashboardQuery.of(board).forEach(query -> shape.add(query.text()));
        return shape;
    }

    @Test
    void chineseTextsAreChineseAndEnglishOnesAreNot() throws IOException {
        for (JsonNode board : Boards.of(Boards.CHINESE).values()) {
            assertThat(texts(board)).allMatch(text -> HAN.matcher(text).find());
        }
        for (JsonNode board : Boards.of(Boards.ENGLISH).values()) {
            assertThat(board.toString()).doesNotContainPattern(HAN);
        }
    }

    /** Who looks for an alert by its name finds it: in chats, on dashboards, in runbooks. */
    @Test
    void anAlertHasOneNameInChinese() throws IOException {
        List<Path> another = new ArrayList<>();
        for (String folder : List.of("dashboards", "docs", "alert-rules", "src/main")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(each -> each.toString().matches(".*\\.(json|md|yaml|java)"))
                        .toList()) {
                    if (Files.readString(file).contains("警报")) {
                        another.add(file);
                    }
                }
            }
        }
        assertThat(another).as("say 告警").isEmpty();
    }

    private static List<String> texts(JsonNode board) {
        List<String> texts = new ArrayList<>();
        texts.add(board.get("title").asText());
        board.get("links").forEach(link -> texts.add(link.get("title").asText()));
        board.get("panels").forEach(panel -> texts.add(panel.get("title").asText()));
        DashboardQuery.panels(board)
                .forEach(panel -> texts.add(panel.get("title").asText()));
        texts.addAll(board.findValuesAsText("description"));
        texts.addAll(board.findValuesAsText("noValue"));
        board.get("templating")
                .get("list")
                .forEach(variable -> texts.add(variable.get("label").asText()));
        for (JsonNode panel : DashboardQuery.panels(board)) {
            for (JsonNode override : panel.get("fieldConfig").get("overrides")) {
                if (override.get("properties").get(0).get("id").asText().equals("mappings")) {
                    texts.addAll(override.findValuesAsText("text"));
                }
            }
        }
        return texts;
    }
}

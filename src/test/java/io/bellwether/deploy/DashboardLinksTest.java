package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links lead to a dashboard of the same language that has the variables that they set. */
class DashboardLinksTest {

    private static final Pattern LINK = Pattern.compile("^/d/([\\w-]+)(.*)$");
    private static final Pattern VARIABLE = Pattern.compile("var-(\\w+)=|\\$\\{(\\w+):queryparam\\}");

    @Test
    void leadToWhatIsThere() throws IOException {
        Map<String, List<String>> variables = new TreeMap<>();
        for (JsonNode board : Boards.all().values()) {
            List<String> names = new ArrayList<>();
            board.get("templating")
                    .get("list")
                    .forEach(variable -> names.add(variable.get("name").asText()));
            assertThat(variables.put(board.get("uid").asText(), names))
                    .as("a uid of its own")
                    .isNull();
        }
        for (JsonNode board : Boards.all().values()) {
            for (String url : board.findValuesAsText("url")) {
                Matcher link = LINK.matcher(url);
                assertThat(link.matches()).as(url).isTrue();
                assertThat(variables).as(url).containsKey(link.group(1));
                assertThat(link.group(1).endsWith("-zh")).as(url).isEqualTo(Boards.isChinese(board));
                Matcher variable = VARIABLE.matcher(link.group(2));
                while (variable.find()) {
                    String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
                    assertThat(variables.get(link.group(1))).as(url).contains(name);
                }
            }
        }
    }

    /** Whoever sees a number on one finds the others, with what was chosen. */
    @Test
    void everyDashboardLeadsToAllOthers() throws IOException {
        for (JsonNode board : Boards.all().values()) {
            assertThat(board.get("links")).hasSize(9).allSatisfy(link -> assertThat(
                            link.get("includeVars").asBoolean())
                    .isTrue());
        }
    }

    /** A name such as A&B or 退款 arrives whole. */
    @Test
    void namesAreEncoded() throws IOException {
        for (JsonNode board : Boards.all().values()) {
            for (String url : board.findValuesAsText("url")) {
                assertThat(url.replace("${__field.labels.queue:percentencode}", ""))
                        .doesNotContain("__field.labels");
            }
        }
    }
}

package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The wall shows one screen, of the moment, to people who stand away from it. */
class WallboardTest {

    /** 1080 pixels at 38 a row, of which a kiosk takes none. */
    private static final int ROWS = 28;

    private static final int SMALLEST_TEXT = 20;

    private static JsonNode wall() throws IOException {
        return Boards.of(Boards.ENGLISH).get("wallboard.json");
    }

    @Test
    void isOneScreen() throws IOException {
        assertThat(wall().get("panels")).allSatisfy(panel -> {
            JsonNode place = panel.get("gridPos");
            assertThat(place.get("y").asInt() + place.get("h").asInt()).isLessThanOrEqualTo(ROWS);
            assertThat(panel.get("type").asText())
                    .as("nothing to open, nothing to scroll")
                    .isNotIn("row", "table");
        });
        assertThat(wall().get("refresh"))
                .isEqualTo(Deployment.yaml("bellwether.yaml").get("window"));
    }

    @Test
    void canBeReadAcrossARoom() throws IOException {
        for (JsonNode panel : wall().get("panels")) {
            if (panel.get("type").asText().equals("stat")) {
                JsonNode text = panel.get("options").get("text");
                assertThat(text.get("titleSize").asInt()).isGreaterThanOrEqualTo(SMALLEST_TEXT);
                // without a size it is as large as the tile has room for
                assertThat(text.path("valueSize").asInt(SMALLEST_TEXT)).isGreaterThanOrEqualTo(SMALLEST_TEXT);
            }
        }
    }

    @Test
    void beginsWithSixTilesThatSayWhatTheyMean() throws IOException {
        for (int tile = 0; tile < 6; tile++) {
            JsonNode panel = wall().get("panels").get(tile);
            assertThat(panel.get("gridPos").get("y").asInt()).isZero();
            if (panel.get("fieldConfig").get("defaults").has("thresholds")) {
                assertThat(panel.get("fieldConfig").get("overrides").findValuesAsText("text"))
                        .as("a sign and a word for each colour")
                        .hasSizeGreaterThan(2)
                        .allMatch(text -> text.matches("[▲◆▼] .+"));
            }
        }
    }
}

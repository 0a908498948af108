package io.bellwether.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class CompactJsonTest {

    @Test
    void whatIsShortStandsOnOneLine() throws Exception {
        ObjectNode node = Json.object().put("text", "a \"quoted\"\nline — 排队".repeat(12));
        node.putObject("place").put("x", 1).put("y", 2);
        node.putArray("none");
        String text = CompactJson.text(node);
        assertThat(text)
                .startsWith("{\n  \"text\": ")
                .contains("\n  \"place\": {\"x\":1,\"y\":2},\n  \"none\": []\n}\n");
        assertThat(new ObjectMapper().readTree(text)).isEqualTo(node);
    }
}

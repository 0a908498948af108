package io.bellwether.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay says of every line that it did not take what a dead letter says of a record. */
class RejectedLinesITCase {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path dir;

    @Test
    void aLineThatIsTooLargeIsCutAndSaysSo() throws Exception {
        String large = "{\"id\":\"2\",\"text\":\"" + "退".repeat(400_000) + "\"}";
        Path events = Files.write(
                dir.resolve("events.jsonl"),
                List.of(
                        "{\"id\":\"1\",\"type\":\"ticket.created\",\"time\":\"2026-03-02T09:00:00Z\",\"source\":\"desk\",\"case_id\":\"A\"}",
                        large,
                        "no json"));

        List<String> lines = ReplayRun.of(dir.resolve("out"), events).rejected();

        assertThat(lines).hasSize(2);
        JsonNode cut = JSON.readTree(lines.get(0));
        assertThat(cut.get("reason").asText()).isEqualTo("TOO_LARGE");
        assertThat(cut.get("file").asText()).isEqualTo("events.jsonl");
        assertThat(cut.get("line").asInt()).isEqualTo(2);
        assertThat(cut.get("size").asInt()).isEqualTo(1_200_020);
        assertThat(cut.get("sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(cut.get("truncated").asBoolean()).isTrue();
        assertThat(cut.get("original").asText())
                .startsWith("{\"id\":\"2\",\"text\":\"退")
                .endsWith("退")
                .hasSizeLessThan(22_000);
        JsonNode whole = JSON.readTree(lines.get(1));
        assertThat(whole.get("original").asText()).isEqualTo("no json");
        assertThat(whole.get("size").asInt()).isEqualTo(7);
        assertThat(whole.has("truncated")).isFalse();
    }

    @Test
    void anEventThatCameTooLateNamesItsLine() throws Exception {
        Path events = Files.write(
                dir.resolve("events.jsonl"),
                List.of(created("A", "09:00"), created("B", "11:00"), created("C", "09:10")));

        List<String> lines =
                ReplayRun.of(dir.resolve("out"), events, "--as-arrived").rejected();

        assertThat(lines).hasSize(1);
        JsonNode late = JSON.readTree(lines.get(0));
        assertThat(late.get("reason").asText()).isEqualTo("LATE");
        assertThat(late.get("file").asText()).isEqualTo("events.jsonl");
        assertThat(late.get("line").asInt()).isEqualTo(3);
        assertThat(late.get("original").asText()).contains("\"case_id\":\"C\"");
    }

    private static String created(String caseId, String time) {
        return "{\"id\":\"%s\",\"type\":\"ticket.created\",\"time\":\"2026-03-02T%s:00Z\",\"source\":\"desk\",\"case_id\":\"%s\"}"
                .formatted(caseId, time, caseId);
    }
}

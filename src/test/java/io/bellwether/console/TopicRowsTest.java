package io.bellwether.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.sla.RunningClock;
import io.bellwether.sla.RunningClockJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopicRowsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static RunningClock clock(int n, long deadline) {
        return new RunningClock(
                "shop",
                "c-" + n,
                "first_reply",
                1,
                "queue " + n % 5,
                n % 2 == 0 ? "gold" : "",
                "agent " + n % 7,
                "chats",
                "p.yaml:3",
                RunningClock.State.RUNNING,
                n % 3,
                "",
                1_000,
                2_000,
                500,
                60_000,
                deadline);
    }

    /** As the page keeps them. */
    private static final class Page {
        private final Map<Integer, List<String>> rows = new TreeMap<>();
        private final List<String> words = new ArrayList<>();
        private long version;

        void begin(byte[] whole) throws IOException {
            JsonNode json = JSON.readTree(whole);
            rows.clear();
            words.clear();
            json.path("words").forEach(word -> words.add(word.asText()));
            json.path("rows").forEach(this::set);
            version = json.path("version").asLong();
        }

        void step(byte[] step) throws IOException {
            JsonNode json = JSON.readTree(step);
            assertThat(json.path("from").asLong()).isEqualTo(version);
            int place = json.path("word").asInt();
            for (JsonNode word : json.path("words")) {
                if (place < words.size()) {
                    assertThat(words.get(place)).isEqualTo(word.asText());
                } else {
                    words.add(word.asText());
                }
                place++;
            }
            json.path("set").forEach(this::set);
            json.path("end").forEach(id -> rows.remove(id.asInt()));
            version = json.path("to").asLong();
        }

        private void set(JsonNode row) {
            List<String> shown = new ArrayList<>();
            shown.add(row.path(1).asText());
            for (int i = 2; i <= 10; i++) {
                shown.add(words.get(row.path(i).asInt()));
            }
            for (int i = 11; i < row.size(); i++) {
                shown.add(row.path(i).asText());
            }
            rows.put(row.path(0).asInt(), shown);
        }
    }

    @Test
    void whoFollowsTheStepsHasWhatWhoAsksAnewHas() throws IOException {
        TopicRows rows = TopicRows.ofClocks();
        Page follows = new Page();
        follows.begin(rows.whole());
        Random random = new Random(1);
        int met = 0;
        for (int second = 0; second < 200; second++) {
            for (int i = random.nextInt(5); i > 0; i--) {
                RunningClock clock = clock(random.nextInt(30), 60_000 + second);
                rows.take(RunningClockJson.key(clock), random.nextInt(3) == 0 ? null : RunningClockJson.write(clock));
            }
            if (random.nextInt(10) == 0) {
                // in the middle of a second: what it has already comes once more
                follows.begin(rows.whole());
            }
            byte[] step = rows.step();
            if (step != null) {
                follows.step(step);
            }
            Page anew = new Page();
            anew.begin(rows.whole());
            assertThat(follows.rows).isEqualTo(anew.rows);
            met += anew.rows.size();
        }
        assertThat(met).isGreaterThan(1_000);
        assertThat(rows.step()).isNull();
    }

    /** A start of the job may tell all of them once more. */
    @Test
    void whatIsToldAgainAsItWasIsNoNews() {
        TopicRows rows = TopicRows.ofClocks();
        RunningClock clock = clock(1, 60_000);
        rows.take(RunningClockJson.key(clock), RunningClockJson.write(clock));
        assertThat(rows.step()).isNotNull();
        rows.take(RunningClockJson.key(clock), RunningClockJson.write(clock));
        assertThat(rows.step()).isNull();
        rows.take(RunningClockJson.key(clock), null);
        rows.take(RunningClockJson.key(clock), RunningClockJson.write(clock));
        assertThat(rows.step()).isNotNull();
    }

    @Test
    void whatIsNoClockIsCounted() {
        TopicRows rows = TopicRows.ofClocks();
        rows.take("k", "{".getBytes(StandardCharsets.UTF_8));
        assertThat(rows.unreadable()).isEqualTo(1);
        assertThat(rows.size()).isZero();
    }

    /** As after an hour without Kafka: nobody says any more that it has ended. */
    @Test
    void whatDoesNotComeAgainHasEnded() throws IOException {
        TopicRows rows = TopicRows.ofClocks();
        rows.begins();
        for (int n = 0; n < 3; n++) {
            rows.take("k" + n, RunningClockJson.write(clock(n, 5_000)));
        }
        rows.reached();
        assertThat(JSON.readTree(rows.step()).path("set")).hasSize(3);
        rows.begins();
        rows.take("k1", RunningClockJson.write(clock(1, 5_000)));
        assertThat(rows.step()).isNull();
        rows.reached();
        JsonNode step = JSON.readTree(rows.step());
        assertThat(step.path("set")).isEmpty();
        assertThat(step.path("end")).hasSize(2);
        assertThat(rows.size()).isEqualTo(1);
        rows.reached();
        assertThat(rows.step()).isNull();
    }
}

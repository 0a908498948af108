package io.bellwether.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertInboxTest {

    private static final String BEGUN = "2026-01-02T03:04:05Z";

    private final AlertInbox inbox = new AlertInbox();

    @Test
    void takesOneChange() throws Exception {
        inbox.take("{\"data\":" + change("a", 1, "firing", "warning") + "}", 1_000);

        assertThat(inbox.firing())
                .containsExactly(new AlertInbox.Alert(
                        "rule",
                        "Title a",
                        "warning",
                        "vip",
                        "",
                        1,
                        Instant.parse(BEGUN).toEpochMilli(),
                        1_000,
                        -1));
    }

    @Test
    void takesSeveralChangesAndPutsTheMostSevereFirst() throws Exception {
        inbox.take(
                "{\"data\":{\"alerts\":[" + change("a", 1, "firing", "warning") + "," + change("b", 1, "firing", "page")
                        + "]}}",
                1_000);
        inbox.take("{\"data\":" + change("c", 1, "firing", "warning") + "}", 2_000);

        assertThat(inbox.firing()).extracting(AlertInbox.Alert::title).containsExactly("Title b", "Title c", "Title a");
        assertThat(inbox.fired()).isEqualTo(3);
    }

    @Test
    void anEpisodeKeepsItsFirstArrivalAndEndsOnce() throws Exception {
        inbox.take("{\"data\":" + change("a", 1, "firing", "warning") + "}", 1_000);
        inbox.take("{\"data\":" + change("a", 2, "severity_changed", "page") + "}", 2_000);
        inbox.take("{\"data\":" + change("a", 3, "resolved", "page") + "}", 3_000);
        inbox.take("{\"data\":" + change("a", 3, "resolved", "page") + "}", 4_000);

        assertThat(inbox.firing()).isEmpty();
        assertThat(inbox.episodes()).singleElement().satisfies(alert -> {
            assertThat(alert.toldAt()).isEqualTo(1_000);
            assertThat(alert.resolvedAt()).isEqualTo(3_000);
            assertThat(alert.severity()).isEqualTo("page");
        });
        assertThat(inbox.resolved()).isEqualTo(1);
    }

    @Test
    void anOlderChangeThatComesLateChangesNothing() throws Exception {
        inbox.take("{\"data\":" + change("a", 3, "resolved", "page") + "}", 1_000);
        inbox.take("{\"data\":" + change("a", 1, "firing", "page") + "}", 2_000);

        assertThat(inbox.firing()).isEmpty();
    }

    @Test
    void keepsWhatFiresAndForgetsTheOldestEnded() throws Exception {
        inbox.take("{\"data\":" + change("first", 1, "firing", "page") + "}", 1);
        for (int i = 0; i < 2_000; i++) {
            inbox.take("{\"data\":" + change("x" + i, 2, "resolved", "page") + "}", 2);
        }

        assertThat(inbox.episodes()).hasSize(1_000);
        assertThat(inbox.firing()).extracting(AlertInbox.Alert::title).containsExactly("Title first");
        assertThat(inbox.resolved()).isEqualTo(2_000);
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> inbox.take("{", 1)).isInstanceOf(JsonProcessingException.class);
    }

    private static String change(String id, int seq, String transition, String severity) {
        return "{\"alert_id\":\"" + id + "\",\"uid\":\"rule\",\"seq\":" + seq + ",\"transition\":\"" + transition
                + "\",\"severity\":\"" + severity + "\",\"starts_at\":\"" + BEGUN + "\",\"title\":\"Title " + id
                + "\",\"labels\":{\"queue\":\"vip\"},\"subject\":\"\"}";
    }
}

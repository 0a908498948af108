package io.bellwether.webhook;

import static io.bellwether.notify.Transitions.START;
import static io.bellwether.notify.Transitions.changed;
import static io.bellwether.notify.Transitions.firing;
import static io.bellwether.notify.Transitions.of;
import static io.bellwether.notify.Transitions.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Transition;
import io.bellwether.control.Acknowledgement;
import io.bellwether.control.Expiry;
import io.bellwether.control.Matchers;
import io.bellwether.control.Silence;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people say of alerts, and what is told then. Everything happens in the queue vip, in the minutes after the start. */
class DeliverySilenceTest extends DeliveryScene {

    private static final String ROUTES = """
            routes:
              - {match: {}, receiver: hook, group_by: [uid], group_interval: 0s, repeat_interval: 1h}
            stale_after: 0s
            """;
    private static final long MINUTE = 60_000;

    @BeforeEach
    void route() throws Exception {
        delivery.close();
        restart(null, 0);
    }

    private void restart(OperatorSubtaskState state, long minute) throws Exception {
        delivery = DeliveryHarness.start(DeliveryHarness.routing(server, ROUTES), state, START + minute * MINUTE);
    }

    private void restart(long minute) throws Exception {
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        restart(state, minute);
        delivery.clock(START + minute * MINUTE + 1);
    }

    private void minute(long minute) throws Exception {
        delivery.clock(START + minute * MINUTE);
    }

    private static Silence silence(long toMinute, boolean untilResolved, long noticeMinutes) {
        return new Silence(
                "s-1",
                START,
                "ann",
                "",
                new Matchers(Map.of("queue", "vip")),
                START,
                START + toMinute * MINUTE,
                untilResolved,
                noticeMinutes * MINUTE);
    }

    private static Acknowledgement ack(String alert, long toMinute) {
        return new Acknowledgement("k-1", START, "ann", "", Matchers.ofAlert(alert), START + toMinute * MINUTE);
    }

    private String alert(int message) throws Exception {
        return body(message).get("data").get("alert_id").asText();
    }

    @Test
    void whatStillFiresWhenASilenceEndsIsToldThenAlsoAfterARestart() throws Exception {
        delivery.say(silence(60, false, 0));
        delivery.send(firing("a", "page"));
        delivery.send(firing("b", "page"));
        minute(10);
        delivery.send(resolved("b", 2, "page"));
        assertThat(delivery.decisions()).contains("held (silenced) firing").doesNotContain("held (silenced) resolved");
        restart(20);
        delivery.send(changed("a", 2, "warning", "page"));
        assertThat(server.requests()).isEmpty();
        minute(60);
        delivery.answers(1);
        assertThat(alert(0)).as("b began and ended in silence").isEqualTo("a");
        assertThat(types()).containsExactly("alert.firing");
        assertThat(body(0).get("data").get("severity").asText()).isEqualTo("warning");
        delivery.send(resolved("a", 3, "warning"));
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.resolved");
        assertThat(delivery.stateEntries()).isZero();
    }

    /** What others never did: whoever was told of the beginning is told of the end, silenced or not. */
    @Test
    void theEndIsToldInSilenceToWhoWasToldOfTheBeginning() throws Exception {
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.say(silence(60, false, 0));
        delivery.send(changed("a", 2, "warning", "page"));
        delivery.send(resolved("a", 3, "warning"));
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.resolved");
        assertThat(delivery.stateEntries()).isZero();
    }

    @Test
    void whatIsExpiredIsOver() throws Exception {
        delivery.say(silence(60, false, 0));
        delivery.send(firing("a", "page"));
        minute(5);
        assertThat(server.requests()).isEmpty();
        delivery.say(new Expiry("s-1", START + 5 * MINUTE, "bob", ""));
        delivery.answers(1);
        assertThat(alert(0)).isEqualTo("a");
    }

    @Test
    void untilResolvedIsUntilThatEpisodeEnds() throws Exception {
        delivery.say(silence(600, true, 0));
        delivery.send(firing("a", "page"));
        minute(90);
        assertThat(server.requests()).isEmpty();
        delivery.send(resolved("a", 2, "page"));
        assertThat(server.requests()).as("nobody knows of it").isEmpty();
        Transition next = of("a", START + 100 * MINUTE, 1, Transition.Kind.FIRING, "page", "");
        minute(101);
        delivery.send(next);
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing");
    }

    @Test
    void whatIsSilencedIsToldWithTheNoticeOfItsEndAndNothingNewBefore() throws Exception {
        delivery.say(silence(60, false, 10));
        delivery.send(firing("a", "page"));
        minute(49);
        assertThat(server.requests()).isEmpty();
        minute(50);
        delivery.answers(1);
        assertThat(alert(0)).isEqualTo("a");
        minute(55);
        delivery.send(of("b", START + 55 * MINUTE, 1, Transition.Kind.FIRING, "page", ""));
        assertThat(server.requests()).hasSize(1);
        minute(60);
        delivery.answers(1);
        assertThat(alert(1)).isEqualTo("b");
    }

    @Test
    void whatSomebodySeesToIsNotRepeatedAndItsChangesAreTold() throws Exception {
        delivery.send(firing("a", "warning"));
        delivery.answers(1);
        delivery.say(ack("a", 600));
        for (int hour = 1; hour < 5; hour++) {
            minute(60 * hour + 1);
        }
        restart(310);
        assertThat(server.requests()).hasSize(1);
        assertThat(delivery.decisions()).isEmpty();
        delivery.send(changed("a", 2, "page", "warning"));
        delivery.answers(1);
        delivery.send(resolved("a", 3, "page"));
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.severity_changed", "alert.resolved");
        assertThat(delivery.stateEntries()).isZero();
    }

    @Test
    void whenTheAcknowledgementIsOverItIsRepeatedAgain() throws Exception {
        delivery.send(firing("a", "warning"));
        delivery.answers(1);
        delivery.say(ack("a", 90));
        minute(61);
        assertThat(delivery.decisions()).contains("held (acknowledged) firing");
        assertThat(server.requests()).hasSize(1);
        minute(90);
        delivery.answers(1);
        assertThat(body(1).get("data").get("notification_reason").asText()).isEqualTo("repeat interval elapsed");
    }
}

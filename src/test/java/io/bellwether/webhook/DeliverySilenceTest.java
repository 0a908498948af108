package io.bellwether.webhook;

import static io.bellwether.notify.Transitions.START;
import static io.bellwether.notify.Transitions.changed;
import static io.bellwether.notify.Transitions.firing;
import static io.bellwether.notify.Transitions.of;
import static io.bellwether.notify.Transitions.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.alert.Transition;
import io.bellwether.control.Acknowledgement;
import io.bellwether.control.Expiry;
import io.bellwether.control.Matchers;
import io.bellwether.control.Silence;
import io.bellwether.http.MisbehavingServer;
import io.bellwether.notify.Transitions;
import java.time.Instant;
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

    /** Started again from a state that knows nothing of what people said last. */
    private void restartUnheard(long minute) throws Exception {
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        delivery =
                DeliveryHarness.startUnheard(DeliveryHarness.routing(server, ROUTES), state, START + minute * MINUTE);
        delivery.clock(START + minute * MINUTE + 1);
    }

    @Test
    void aSilenceOfTheLastMomentComesBeforeWhatIsComputedAgain() throws Exception {
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        restartUnheard(1);
        delivery.send(firing("b", "page"));
        minute(2);
        delivery.say(silence(60, false, 0));
        delivery.heard();
        minute(3);
        delivery.send(firing("c", "page"));
        minute(4);
        assertThat(server.requests()).hasSize(1);
        minute(61);
        delivery.answers(1);
        assertThat(data(1).get("alerts")).hasSize(2);
    }

    @Test
    void whatCameBeforeCommandsWereReadIsToldOnceTheyAre() throws Exception {
        restartUnheard(1);
        delivery.send(firing("a", "page"));
        minute(2);
        assertThat(server.requests()).isEmpty();
        delivery.heard();
        minute(3);
        delivery.answers(1);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void whatWasSilencedTheRunBeforeDidNotTellEither() throws Exception {
        delivery.say(silence(60, false, 0));
        restart(3);
        delivery.send(Transitions.of("a", START + 2 * MINUTE, 1, Transition.Kind.FIRING, "page", ""));
        minute(4);
        // a second of event time for each number
        delivery.send(Transitions.of("a", START + 2 * MINUTE, 60, Transition.Kind.RESOLVED, "page", "page"));
        minute(5);
        assertThat(server.requests()).isEmpty();
        assertThat(delivery.stateEntries()).isZero();
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
        return new Acknowledgement("k-1", START, "ann", "on it", Matchers.ofAlert(alert), START + toMinute * MINUTE);
    }

    private JsonNode data(int message) throws Exception {
        return body(message).get("data");
    }

    private String reason(int message) throws Exception {
        return data(message).get("notification_reason").asText();
    }

    private String seenTo(int message) throws Exception {
        JsonNode seen = data(message).path("acknowledged");
        return seen.path("by").asText() + ", " + seen.path("comment").asText();
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

    /** A timer of the message that was to go does not make the group forget that it waits for people. */
    @Test
    void whatIsHeldSinceATimerWasSetIsToldWhenTheSilenceIsExpired() throws Exception {
        delivery.close();
        String routes = ROUTES.replace("group_interval: 0s", "group_wait: 0s, group_interval: 30m");
        delivery = DeliveryHarness.start(DeliveryHarness.routing(server, routes), null, START);
        delivery.send(firing("a", "warning"));
        delivery.answers(1);
        minute(1);
        delivery.send(firing("b", "warning"));
        minute(2);
        delivery.say(silence(600, false, 0));
        minute(3);
        delivery.send(firing("c", "page"));
        minute(31);
        minute(40);
        delivery.say(new Expiry("s-1", START + 40 * MINUTE, "bob", ""));
        delivery.answers(1);
        assertThat(data(1).get("alerts")).hasSize(2);
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
        delivery.answers(1);
        for (int hour = 1; hour < 5; hour++) {
            minute(60 * hour + 1);
        }
        restart(310);
        assertThat(server.requests()).hasSize(2);
        assertThat(delivery.decisions()).isEmpty();
        delivery.send(changed("a", 2, "page", "warning"));
        delivery.answers(1);
        delivery.send(resolved("a", 3, "page"));
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.firing", "alert.severity_changed", "alert.resolved");
        assertThat(data(0).has("acknowledged")).isFalse();
        for (int message = 1; message < 4; message++) {
            assertThat(seenTo(message)).as("message %d", message).isEqualTo("ann, on it");
        }
        assertThat(delivery.stateEntries()).isZero();
    }

    @Test
    void whenTheAcknowledgementIsOverItIsRepeatedAgain() throws Exception {
        delivery.send(firing("a", "warning"));
        delivery.answers(1);
        delivery.say(ack("a", 90));
        delivery.answers(1);
        minute(61);
        assertThat(delivery.decisions()).contains("held (acknowledged) firing");
        assertThat(server.requests()).hasSize(2);
        minute(90);
        delivery.answers(1);
        assertThat(reason(2)).isEqualTo("repeat interval elapsed");
        assertThat(data(2).has("acknowledged")).as("nobody sees to it any more").isFalse();
    }

    @Test
    void whoWasToldHearsOnceThatSomebodySeesToIt() throws Exception {
        delivery.send(firing("a", "page"));
        delivery.send(firing("b", "page"));
        delivery.answers(2);
        delivery.say(ack("a", 600));
        delivery.answers(1);
        assertThat(alert(2)).isEqualTo("a");
        assertThat(reason(2)).isEqualTo("acknowledged");
        assertThat(data(2).get("repeated").asBoolean()).isTrue();
        assertThat(ids()).doesNotHaveDuplicates();
        delivery.say(ack("a", 600));
        delivery.say(new Acknowledgement("k-2", START, "bob", "", Matchers.ofAlert("c"), START + 600 * MINUTE));
        minute(1);
        assertThat(server.requests())
                .as("known, and about nothing that was told")
                .hasSize(3);
    }

    /** What is on its way says so itself; what has ended needs nobody. */
    @Test
    void whatSomebodySeesToBeforeItIsToldIsToldOnce() throws Exception {
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        server.then(MisbehavingServer.status(503, ""));
        delivery.send(changed("a", 2, "warning", "page"));
        delivery.answers(1);
        delivery.say(ack("a", 600));
        restart(10);
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.severity_changed", "alert.severity_changed");
        assertThat(seenTo(2)).isEqualTo("ann, on it");
        server.then(MisbehavingServer.status(503, ""));
        delivery.send(resolved("a", 3, "warning"));
        delivery.answers(1);
        delivery.say(new Acknowledgement("k-2", START + 1, "bob", "", Matchers.ofAlert("a"), START + 600 * MINUTE));
        minute(20);
        delivery.answers(1);
        assertThat(types()).endsWith("alert.resolved", "alert.resolved");
        assertThat(delivery.stateEntries()).isZero();
    }

    @Test
    void anAcknowledgementIsToldAfterASilenceOnlyIfItStillHolds() throws Exception {
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.say(silence(60, false, 0));
        delivery.say(ack("a", 30));
        minute(40);
        assertThat(server.requests()).hasSize(1);
        minute(60);
        delivery.answers(1);
        assertThat(data(1).has("acknowledged")).isFalse();
    }

    @Test
    void whatWasHeldBySilenceSaysUntilWhen() throws Exception {
        delivery.say(silence(60, false, 0));
        delivery.send(firing("a", "page"));
        minute(10);
        delivery.send(changed("a", 2, "warning", "page"));
        restart(20);
        minute(60);
        delivery.answers(1);
        assertThat(silencedUntil(0)).isEqualTo(START + 60 * MINUTE);
        minute(70);
        delivery.send(changed("a", 3, "page", "warning"));
        delivery.answers(1);
        assertThat(data(1).has("silenced")).as("said once").isFalse();
    }

    @Test
    void aSilenceThatIsEndedEarlyEndedThen() throws Exception {
        delivery.say(silence(60, false, 0));
        delivery.send(firing("a", "page"));
        minute(5);
        delivery.say(new Expiry("s-1", START + 5 * MINUTE, "bob", ""));
        delivery.answers(1);
        assertThat(silencedUntil(0)).isEqualTo(START + 5 * MINUTE);
        assertThat(data(0).get("silenced").get("by").asText()).isEqualTo("ann");
    }

    @Test
    void theNoticeOfASilenceSaysWhenItEnds() throws Exception {
        delivery.say(silence(60, false, 10));
        delivery.send(firing("a", "page"));
        minute(50);
        delivery.answers(1);
        assertThat(silencedUntil(0)).isEqualTo(START + 60 * MINUTE);
    }

    private long silencedUntil(int message) throws Exception {
        return Instant.parse(data(message).get("silenced").get("until").asText())
                .toEpochMilli();
    }
}

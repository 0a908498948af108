package io.bellwether.webhook;

import static io.bellwether.http.MisbehavingServer.status;
import static io.bellwether.notify.Transitions.changed;
import static io.bellwether.notify.Transitions.firing;
import static io.bellwether.notify.Transitions.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Transition;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Transitions;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to what may not be told now. The clock begins at midnight, and nights end at six. */
class DeliveryMutesTest extends DeliveryScene {

    private static final String ROUTES = """
            routes:
              - {match: {severity: page}, receiver: hook, group_by: [uid], group_interval: 0s}
              - {match: {severity: warning}, receiver: hook, group_by: [severity], group_interval: 0s, mute_times: nights}
              - {match: {}, receiver: hook, group_by: [severity], group_wait: 10s, group_interval: 0s, repeat_interval: 1h, mute_times: nights}
            time_intervals:
              nights: {zone: UTC, times: ["22:00-06:00"]}
            inhibit:
              - {source: {uid: events-behind}, target: {severity: "page|info"}, equal: [channel]}
            """;
    private static final long HOUR = 3_600_000;
    private static final long MORNING = 6 * HOUR;

    @BeforeEach
    void route() throws Exception {
        delivery.close();
        restart(null, HOUR);
    }

    private void restart(OperatorSubtaskState state, long now) throws Exception {
        delivery = DeliveryHarness.start(DeliveryHarness.routing(server, ROUTES), state, now);
    }

    private void restart(long now) throws Exception {
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        restart(state, now);
        delivery.clock(now + 1);
    }

    @Test
    void whatStillFiresInTheMorningIsToldThenByItsNewestState() throws Exception {
        delivery.send(firing("a", "warning"));
        delivery.send(firing("b", "warning"));
        delivery.clock(2 * HOUR);
        delivery.send(resolved("b", 2, "warning"));
        restart(3 * HOUR);
        delivery.clock(MORNING - 1);
        assertThat(server.requests()).isEmpty();
        delivery.clock(MORNING);
        delivery.answers(1);
        assertThat(body(0).get("data").get("alert_id").asText())
                .as("b began and ended in the night")
                .isEqualTo("a");
        delivery.send(resolved("a", 2, "warning"));
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.resolved");
        assertNothingLeft();
    }

    @Test
    void whatGrewOldInTheNightIsNotGivenUpInTheMorning() throws Exception {
        delivery.send(firing("a", "info"));
        for (int i = 0; i < 4; i++) {
            server.then(status(503, ""));
        }
        delivery.clock(MORNING);
        for (int i = 1; i <= 4; i++) {
            delivery.answers(1);
            delivery.clock(MORNING + i * FIVE_MINUTES);
        }
        delivery.answers(1);
        assertThat(delivery.failed()).isEmpty();
    }

    @Test
    void theEndIsToldInTheNightToWhoWasToldOfTheBeginning() throws Exception {
        delivery.clock(MORNING);
        delivery.send(firing("a", "warning"));
        delivery.answers(1);
        delivery.clock(23 * HOUR);
        delivery.send(firing("b", "warning"));
        delivery.send(resolved("a", 2, "warning"));
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.resolved");
        delivery.send(resolved("b", 2, "warning"));
        delivery.clock(30 * HOUR);
        assertThat(server.requests()).hasSize(2);
        assertThat(delivery.stateEntries()).isZero();
    }

    @Test
    void nothingIsSaidAgainAtNightAndOneReminderInTheMorning() throws Exception {
        delivery.clock(21 * HOUR);
        delivery.send(firing("a", "info"));
        delivery.clock(21 * HOUR + 10_000);
        delivery.answers(1);
        for (int hour = 22; hour < 30; hour++) {
            delivery.clock(hour * HOUR + 30_000);
        }
        assertThat(server.requests()).hasSize(1);
        delivery.clock(30 * HOUR);
        delivery.answers(1);
        assertThat(body(1).get("data").get("notification_reason").asText()).isEqualTo("repeat interval elapsed");
    }

    private static Transition behind(Transition source) {
        return Transitions.ofRule(source, "events-behind");
    }

    @Test
    void whileTheJobIsBehindWhatFollowsFromItWaits() throws Exception {
        delivery.hear(behind(firing("source", "warning")));
        delivery.send(firing("a", "page"));
        delivery.send(firing("b", "page"));
        delivery.send(resolved("b", 2, "page"));
        delivery.clock(2 * HOUR);
        restart(3 * HOUR);
        assertThat(server.requests()).as("known after a restart, too").isEmpty();
        delivery.hear(behind(resolved("source", 2, "warning")));
        delivery.answers(1);
        assertThat(body(0).get("data").get("alert_id").asText()).isEqualTo("a");
        delivery.send(resolved("a", 2, "page"));
        delivery.answers(1);
        assertNothingLeft();
    }

    @Test
    void whatWasToldBeforeIsToldItsEndAndNoMore() throws Exception {
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.hear(behind(firing("source", "warning")));
        delivery.send(firing("b", "page"));
        delivery.send(resolved("a", 2, "page"));
        delivery.answers(1);
        delivery.send(Transitions.labelled(firing("c", "page"), Map.of("channel", "voice")));
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.resolved", "alert.firing");
        assertThat(body(2).get("data").get("alert_id").asText()).isEqualTo("c");
    }

    @Test
    void aChangeToWhatIsNotMutedIsTold() throws Exception {
        delivery.send(firing("a", "warning"));
        delivery.send(changed("a", 2, "page", "warning"));
        delivery.answers(1);
        assertThat(body(0).get("data").get("severity").asText()).isEqualTo("page");
        delivery.clock(MORNING);
        assertThat(server.requests())
                .as("the chat hears no more of what has left it")
                .hasSize(1);
    }

    @Test
    void aRuleThatWentToShadowWhileItWasOpenExplainsNothing() throws Exception {
        delivery.close();
        Routing routing = DeliveryHarness.routing(server, SLOW);
        delivery = DeliveryHarness.start(routing, null, HOUR);
        delivery.hear(behind(firing("source", "warning")));
        delivery.send(firing("a", "page"));
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        delivery = DeliveryHarness.start(routing.inShadow(Set.of("events-behind")), state, 2 * HOUR);
        delivery.clock(2 * HOUR + 1);
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing");
    }

    private static final String SLOW = """
            routes: [{match: {}, receiver: hook, group_by: [owner], group_interval: 24h}]
            inhibit: [{source: {uid: events-behind}, target: {severity: page}}]
            """;

    @Test
    void aPageThatMayBeToldNowDoesNotWaitForTheNextMessageOfItsGroup() throws Exception {
        delivery.close();
        delivery = DeliveryHarness.start(DeliveryHarness.routing(server, SLOW), null, HOUR);
        delivery.send(firing("a", "warning"));
        delivery.answers(1);
        delivery.hear(behind(firing("source", "warning")));
        delivery.send(firing("b", "page"));
        delivery.send(firing("c", "warning"));
        OperatorSubtaskState state = delivery.snapshot();
        delivery.hear(behind(resolved("source", 2, "warning")));
        delivery.answers(1);
        assertThat(types()).hasSize(2);
        delivery.close();
        delivery = DeliveryHarness.start(DeliveryHarness.routing(server, SLOW), state, 2 * HOUR);
        delivery.clock(2 * HOUR + 1);
        delivery.hear(behind(resolved("source", 2, "warning")));
        delivery.answers(1);
        assertThat(types()).as("after a restart, too").hasSize(3);
    }
}

package io.bellwether.webhook;

import static io.bellwether.notify.Transitions.START;
import static io.bellwether.notify.Transitions.changed;
import static io.bellwether.notify.Transitions.firing;
import static io.bellwether.notify.Transitions.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.alert.Transition;
import io.bellwether.http.MisbehavingServer;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Transitions;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Single cases while a receiver knows that their queue is in trouble. */
class DeliveryFoldTest extends DeliveryScene {

    private static final String ROUTES = """
            fold: [queue]
            stale_after: 0s
            routes:
              - {match: {uid: sla-breach}, receiver: hook, group_by: [uid, queue], group_interval: 0s}
              - {match: {uid: backlog, team: other}, receiver: other, group_interval: 0s}
              - {match: {}, receiver: hook, group_by: [queue], group_interval: 0s, repeat_interval: 1h}
            """;
    private static final long MINUTE = 60_000;

    private MisbehavingServer other;

    @BeforeEach
    void route() throws Exception {
        other = new MisbehavingServer();
        delivery.close();
        restart(null, 0);
    }

    @AfterEach
    void closeOther() throws Exception {
        other.close();
    }

    private void restart(OperatorSubtaskState state, long minute) throws Exception {
        String file = DeliveryHarness.receiver("hook", server) + DeliveryHarness.receiver("other", other) + ROUTES;
        Routing routing = Routing.parse("r.yaml", file, DeliveryHarness.variables());
        delivery = DeliveryHarness.start(routing, state, START + minute * MINUTE);
    }

    private void minute(long minute) throws Exception {
        delivery.clock(START + minute * MINUTE);
    }

    private static Transition late(String subject, long minute) {
        return Transitions.ofCase(subject, START + minute * MINUTE);
    }

    private static Transition lateAsPage(String subject, long minute) {
        return Transitions.ofSeverity(late(subject, minute), "page");
    }

    private static Transition over(Transition late) {
        return Transitions.ended(late);
    }

    private JsonNode data(int message) throws Exception {
        return body(message).get("data");
    }

    private String cases(int message) throws Exception {
        JsonNode cases = data(message).path("cases");
        return cases.isMissingNode()
                ? "none"
                : cases.get("count").asInt() + ", " + cases.get("oldest").asText() + " since "
                        + cases.get("since").asText();
    }

    @Test
    void casesOfAQueueThatIsToldOfAreCountedWithItsNextMessage() throws Exception {
        delivery.send(late("1000", 0));
        delivery.answers(1);
        delivery.send(firing("a", "warning"));
        delivery.answers(1);
        assertThat(cases(1)).as("told by itself before").isEqualTo("none");
        delivery.send(late("1002", 3));
        delivery.send(late("1001", 2));
        delivery.send(late("1003", 4));
        delivery.send(over(late("1003", 4)));
        minute(10);
        assertThat(server.requests()).hasSize(2);
        assertThat(delivery.decisions()).contains("held (folded) firing");
        minute(60);
        delivery.answers(1);
        assertThat(data(2).get("notification_reason").asText()).isEqualTo("repeat interval elapsed");
        assertThat(cases(2)).isEqualTo("2, 1001 since 2023-11-14T22:15:20Z");
        delivery.send(changed("a", 2, "page", "warning"));
        delivery.answers(1);
        assertThat(cases(3)).startsWith("2, 1001 ");
    }

    @Test
    void theEndCountsThemAndWhatIsStillLateIsToldThen() throws Exception {
        delivery.send(firing("a", "warning"));
        delivery.answers(1);
        delivery.send(late("1001", 2));
        delivery.send(late("1002", 3));
        restart(delivery.snapshot(), 5);
        minute(6);
        delivery.send(Transitions.ended(late("1001", 2), START + 6 * MINUTE));
        delivery.send(resolved("a", 2, "warning"));
        delivery.answers(1);
        assertThat(cases(1)).startsWith("1, 1002 ");
        delivery.answers(1);
        assertThat(data(2).get("subject").asText()).isEqualTo("1002");
        delivery.send(over(late("1002", 3)));
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.resolved", "alert.firing", "alert.resolved");
        minute(600);
        assertThat(delivery.stateEntries()).isZero();
        assertThat(delivery.timers()).isZero();
    }

    /** What is folded into something that a receiver does not know of is lost for it. */
    @Test
    void whoWasNotToldOfTheQueueIsToldOfItsCases() throws Exception {
        delivery.send(Transitions.labelled(firing("a", "page"), Map.of("queue", "vip", "team", "other")));
        delivery.answers(1);
        assertThat(other.requests()).hasSize(1);
        delivery.send(late("1001", 2));
        delivery.answers(1);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void otherQueuesAndWhatIsMoreUrgentAreTold() throws Exception {
        delivery.send(firing("a", "warning"));
        delivery.answers(1);
        delivery.send(lateAsPage("1001", 1));
        delivery.answers(1);
        delivery.send(Transitions.labelled(late("1002", 2), Map.of("queue", "other")));
        delivery.answers(1);
        delivery.send(Transitions.labelled(late("1003", 2), Map.of("channel", "chat")));
        delivery.answers(1);
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void whatTheQueueIsNoLongerUrgentEnoughForIsToldThen() throws Exception {
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.send(lateAsPage("1001", 1));
        assertThat(server.requests()).hasSize(1);
        delivery.send(changed("a", 2, "warning", "page"));
        delivery.answers(2);
        assertThat(data(2).get("subject").asText()).isEqualTo("1001");
    }

    @Test
    void theEndOfACaseThatWasToldBeforeIsTold() throws Exception {
        delivery.send(late("1001", 1));
        delivery.answers(1);
        delivery.send(firing("a", "warning"));
        delivery.answers(1);
        delivery.send(over(late("1001", 1)));
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.firing", "alert.resolved");
    }
}

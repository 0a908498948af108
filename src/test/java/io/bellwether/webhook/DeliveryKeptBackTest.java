package io.bellwether.webhook;

import static io.bellwether.notify.Transitions.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Transition;
import io.bellwether.control.Matchers;
import io.bellwether.control.Silence;
import io.bellwether.http.MisbehavingServer;
import io.bellwether.notify.Transitions;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a run told, or did not for somebody had said so, when its last checkpoint does not know of it: the alert is computed
 * again together with its end, in the minutes after the start.
 */
class DeliveryKeptBackTest extends DeliveryScene {

    private static final String ROUTES = """
            routes:
              - {match: {}, receiver: hook, group_by: [uid], group_interval: 0s}
            stale_after: 0s
            """;
    private static final long MINUTE = 60_000;

    @BeforeEach
    void route() throws Exception {
        delivery.close();
        delivery = DeliveryHarness.start(DeliveryHarness.routing(server, ROUTES), null, START - MINUTE);
    }

    private void crash(long minute) throws Exception {
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        delivery =
                DeliveryHarness.startUnheard(DeliveryHarness.routing(server, ROUTES), state, START + minute * MINUTE);
        delivery.clock(START + minute * MINUTE + 1);
    }

    private void heard() throws Exception {
        delivery.heard();
        delivery.clock(START + 16 * MINUTE);
    }

    private static Silence silence(String id, long fromMinute, long toMinute, String severity, long noticeMinutes) {
        return new Silence(
                id,
                START + fromMinute * MINUTE,
                "ann",
                "",
                new Matchers(Map.of("severity", severity)),
                START + fromMinute * MINUTE,
                START + toMinute * MINUTE,
                false,
                noticeMinutes * MINUTE);
    }

    private static Transition at(long minute, Transition.Kind kind, String severity, String previous) {
        return Transitions.of("a", START + 2 * MINUTE, (minute - 2) * 60, kind, severity, previous);
    }

    @Test
    void whatWasToldWithTheNoticeOfASilenceHasAnEnd() throws Exception {
        delivery.say(silence("s-1", 0, 600, "page", 590));
        crash(15);
        delivery.send(at(2, Transition.Kind.FIRING, "page", ""));
        delivery.send(at(12, Transition.Kind.RESOLVED, "page", "page"));
        heard();
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.resolved");
    }

    @Test
    void whatBecameMoreSevereThanWhatIsSilencedHasAnEnd() throws Exception {
        delivery.say(silence("s-1", 0, 600, "warning", 0));
        crash(15);
        delivery.send(at(2, Transition.Kind.FIRING, "warning", ""));
        delivery.send(at(5, Transition.Kind.SEVERITY_CHANGED, "page", "warning"));
        delivery.send(at(12, Transition.Kind.RESOLVED, "page", "page"));
        heard();
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.resolved");
    }

    /** As the page it was told, and as the warning it is silenced: that it is, is asked before the end has come. */
    @Test
    void whatBecameLessSevereAndIsHeldHasAnEnd() throws Exception {
        delivery.say(silence("s-1", 0, 600, "warning", 0));
        crash(15);
        delivery.send(at(2, Transition.Kind.FIRING, "page", ""));
        delivery.send(at(5, Transition.Kind.SEVERITY_CHANGED, "warning", "page"));
        heard();
        delivery.send(at(16, Transition.Kind.RESOLVED, "warning", "warning"));
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.resolved");
    }

    /** It is tried again by itself, when nothing tells any more of what it ends. */
    @Test
    void anEndThatIsTriedAgainIsNotAskedAboutAnew() throws Exception {
        server.then(MisbehavingServer.status(503, ""));
        delivery.say(silence("s-1", 0, 600, "warning", 0));
        crash(15);
        delivery.send(at(2, Transition.Kind.FIRING, "page", ""));
        delivery.send(at(5, Transition.Kind.SEVERITY_CHANGED, "warning", "page"));
        delivery.send(at(12, Transition.Kind.RESOLVED, "warning", "warning"));
        heard();
        delivery.answers(1);
        delivery.clock(START + 30 * MINUTE);
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.resolved", "alert.resolved");
    }

    /** The condition held before, but nobody was told yet. */
    @Test
    void whatIsSilencedBeforeItFiresIsKeptBack() throws Exception {
        delivery.say(silence("s-1", 4, 600, "page", 0));
        crash(15);
        delivery.send(at(7, Transition.Kind.FIRING, "page", ""));
        delivery.send(at(12, Transition.Kind.RESOLVED, "page", "page"));
        heard();
        assertThat(server.requests()).isEmpty();
        assertThat(delivery.stateEntries()).isZero();
    }

    @Test
    void aSecondSilenceDoesNotHideTheFirst() throws Exception {
        delivery.say(silence("s-1", 0, 600, "page", 0));
        delivery.say(silence("s-2", 10, 900, "page", 0));
        crash(15);
        delivery.send(at(2, Transition.Kind.FIRING, "page", ""));
        delivery.send(at(12, Transition.Kind.RESOLVED, "page", "page"));
        heard();
        assertThat(server.requests()).isEmpty();
        assertThat(delivery.stateEntries()).isZero();
    }
}

package io.bellwether.webhook;

import static io.bellwether.http.MisbehavingServer.status;
import static io.bellwether.notify.Transitions.START;
import static io.bellwether.notify.Transitions.firing;
import static io.bellwether.notify.Transitions.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.notify.Routing;
import io.bellwether.rule.Updates;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** The routing file is replaced while alerts wait and are told. */
class DeliveryReloadTest extends DeliveryScene {

    /** Takes a routing file, and gives what addresses by it. */
    private Routing take(String receivers, String rest) throws Exception {
        String text = receivers + rest;
        delivery.take(Updates.routing("", text));
        return Routing.parse("r.yaml", text, DeliveryHarness.variables());
    }

    private String hook() {
        return DeliveryHarness.receiver("hook", server);
    }

    private String other() {
        return "receivers:\n" + DeliveryHarness.receiver("other", server);
    }

    private static String routeTo(String receiver, String more) {
        return "routes: [{match: {}, receiver: " + receiver + ", group_by: [uid], group_interval: 0s" + more + "}]\n";
    }

    private void assertBroken(int requests) {
        assertThat(server.requests()).hasSize(requests);
        assertThat(delivery.failed()).isEmpty();
    }

    @Test
    void aNewReceiverHears() throws Exception {
        Routing both = take(hook() + DeliveryHarness.receiver("other", server), routeTo("[hook, other]", ""));
        delivery.sendAs(both, firing("a", "page"));
        delivery.answers(2);
        assertThat(ids()).hasSize(2).doesNotHaveDuplicates();
        assertThat(delivery.failed()).isEmpty();
    }

    @Test
    void whatWaitsForAReceiverThatIsGoneIsGivenUpAndReported() throws Exception {
        delivery.send(firing("a", "warning"));
        take(other(), routeTo("other", ""));
        assertThat(delivery.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.receiver()).isEqualTo("hook");
            assertThat(failed.reason()).isEqualTo("receiver_removed");
        });
        assertThat(server.requests()).isEmpty();
        assertNothingLeft();
    }

    /** It is not kept waiting for what its former settings were punished for. */
    @Test
    void aReceiverThatIsSpokenToOtherwiseIsAskedAtOnce() throws Exception {
        server.then(status(410, ""));
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        take(hook().replace("${HOOK_PATH}", "another/${HOOK_PATH}"), DeliveryHarness.ROUTES);
        delivery.answers(1);
        assertThat(server.requests()).hasSize(2);
        assertThat(ids().get(1)).isEqualTo(ids().get(0));
        assertThat(server.requests().get(1).path()).isEqualTo("/another/geheimer-pfad");
    }

    @Test
    void aReceiverThatIsSpokenToAsBeforeIsLeftAloneAsBefore() throws Exception {
        server.then(status(410, ""));
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        take("# moved down\n" + hook(), DeliveryHarness.ROUTES + "stale_after: 1h\n");
        delivery.clock(FIVE_MINUTES);
        assertBroken(1);
        delivery.clock(FIVE_MINUTES + 1_001);
        delivery.answers(1);
        assertBroken(2);
    }

    @Test
    void whatAnHourHeldBackIsToldWhenThatHasGone() throws Exception {
        String nights = "time_intervals: {nights: {zone: UTC, times: ['00:00-06:00']}}\n";
        Routing muted = take(hook(), nights + routeTo("hook", ", mute_times: nights"));
        delivery.sendAs(muted, firing("a", "page"));
        assertThat(server.requests()).isEmpty();
        take(hook(), nights.replace("00:00-06:00", "07:00-08:00") + routeTo("hook", ""));
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing");
    }

    @Test
    void anotherReceiverHearsThatTheJobIsAlive() throws Exception {
        take(hook(), DeliveryHarness.ROUTES + "heartbeat: {receiver: hook}\n");
        delivery.clock(START);
        delivery.watermark(START);
        delivery.answers(1);
        take(
                hook() + DeliveryHarness.receiver("other", server),
                DeliveryHarness.ROUTES + "heartbeat: {receiver: other}\n");
        delivery.watermark(START + 1);
        delivery.answers(1);
        take(hook(), DeliveryHarness.ROUTES);
        delivery.clock(START + 600_000);
        delivery.watermark(START + 600_000);
        assertThat(types()).containsExactly("heartbeat", "heartbeat");
        assertThat(ids()).doesNotHaveDuplicates();
    }

    /** The new one hears of what shows again. */
    @Test
    void aFallbackThatIsReplacedHearsThatTroublesAreOver() throws Exception {
        String three = hook() + DeliveryHarness.receiver("other", server) + DeliveryHarness.receiver("third", server);
        Routing first = take(three, routeTo("hook", "") + "fallback: other\n");
        server.then(status(410, ""));
        delivery.sendAs(first, firing("a", "page"));
        delivery.answers(2);
        take(three, routeTo("hook", "") + "fallback: third\n");
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.firing", "alert.resolved");
    }

    @Test
    void aRestartGoesOnWithTheRoutingThatCame() throws Exception {
        Routing both = take(hook() + DeliveryHarness.receiver("other", server), routeTo("other", ""));
        delivery.sendAs(both, firing("a", "page"));
        delivery.answers(1);
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        delivery = DeliveryHarness.start(DeliveryHarness.routing(server, DeliveryHarness.ROUTES), state, 5_000);
        delivery.sendAs(both, resolved("a", 2, "page"));
        delivery.clock(5_001);
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.resolved");
        assertThat(delivery.failed()).isEmpty();
    }
}

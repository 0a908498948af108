package io.bellwether.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Transition;
import io.bellwether.notify.Routing;
import io.bellwether.notify.RoutingException;
import io.bellwether.notify.Variables;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTest {

    private static final String ROUTES = """
        receivers:
          - {name: pager, type: webhook, url: "https://hooks.example/p", secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}
          - {name: hook, type: webhook, url: "https://hooks.example/cs", secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}
        routes:
          - {match: {uid: hard}, receiver: pager, group_by: [uid, queue], continue: true}
          - {match: {}, receiver: hook, group_by: [uid], group_wait: 2m, group_interval: 10m, repeat_interval: 1h,
             escalate: [{after: 15m, receiver: pager}]}
        """;

    private static List<String> messages(Transition... changes) {
        try {
            Routing routing = Routing.parse("routes.yaml", ROUTES, Variables.ofEnvironment());
            return Message.of(List.of(changes), routing, Alerts.minute(180)).stream()
                    .map(one -> one.receiver() + " at " + (one.at() - Alerts.minute(0)) / 60_000 + ": " + one.changes())
                    .toList();
        } catch (RoutingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatComesTogetherIsOneMessageAndTheNextOneWaitsForTheInterval() {
        assertThat(messages(
                        Alerts.change("wait", "a", 0, "firing", "warning", 0),
                        Alerts.change("wait", "b", 1, "firing", "warning", 1),
                        Alerts.change("wait", "c", 5, "firing", "warning", 5),
                        Alerts.change("wait", "a", 0, "resolved", "warning", 20),
                        Alerts.change("wait", "b", 1, "resolved", "warning", 21),
                        Alerts.change("wait", "c", 5, "resolved", "warning", 22)))
                .containsExactly("hook at 2: 2", "hook at 12: 1", "hook at 22: 3");
    }

    @Test
    void whatEndsBeforeItIsToldIsNotTold() {
        assertThat(messages(
                        Alerts.change("wait", "a", 0, "firing", "warning", 0),
                        Alerts.change("wait", "a", 0, "resolved", "warning", 1)))
                .isEmpty();
    }

    @Test
    void whatFiresOnIsSaidAgain() {
        assertThat(messages(
                        Alerts.change("wait", "a", 0, "firing", "warning", 0),
                        Alerts.change("wait", "a", 0, "resolved", "warning", 130)))
                .containsExactly("hook at 2: 1", "hook at 62: 1", "hook at 122: 1", "hook at 132: 1");
        assertThat(messages(Alerts.change("wait", "a", 0, "firing", "warning", 0)))
                .as("until the history ends")
                .hasSize(3);
    }

    @Test
    void aPageDoesNotWaitForTheInterval() {
        assertThat(messages(
                        Alerts.change("wait", "a", 0, "firing", "warning", 0),
                        Alerts.change("wait", "a", 0, "severity_changed", "page", 5),
                        Alerts.change("wait", "a", 0, "resolved", "page", 30)))
                .containsExactly("hook at 2: 1", "hook at 7: 1", "hook at 32: 1");
    }

    @Test
    void everyReceiverHearsByItsOwnRoute() {
        assertThat(messages(
                        Alerts.change("hard", "a", 0, "firing", "warning", 0),
                        Alerts.change("hard", "b", 1, "firing", "warning", 1)))
                .startsWith("pager at 0: 1", "pager at 1: 1", "hook at 2: 2");
    }

    @Test
    void aShadowIsToldNobody() {
        assertThat(messages(Alerts.inShadow("wait", "a", "page", 0))).isEmpty();
    }
}

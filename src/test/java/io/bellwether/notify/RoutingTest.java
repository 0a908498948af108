package io.bellwether.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bellwether.alert.Transition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingTest {

    private static final String FILE = """
            receivers:
              - {name: oncall, type: webhook, url: "https://a.example/x", secret: "${KEY}"}
              - name: team
                type: webhook
                url: "https://b.example/${PART}"
                secret: ["${KEY}", "${OLD_KEY}"]
                format: standard-webhooks
                allow_http_hosts: [127.0.0.1]
                allow_private: true
                allow_ports: [9000]
            routes:
              - {match: {severity: page}, receiver: oncall, group_by: [queue, uid], group_wait: 500ms}
              - {match: {severity: "warning|info", queue: "v.*"}, receiver: team, group_by: [queue], group_wait: 30s}
              - {match: {}, receiver: team}
            """;

    private static final Variables VARIABLES =
            Variables.of(Map.of("KEY", "geheim-1", "OLD_KEY", "geheim-2", "PART", "geheim-3"));

    @TempDir
    private Path folder;

    private static Routing routing() throws RoutingException {
        return Routing.parse("alert-routing.yaml", FILE, VARIABLES);
    }

    @Test
    void theFirstRouteThatMatchesWins() throws Exception {
        Notification page = only(told(routing(), Transitions.firing("a", "page")));
        assertThat(page.receiver()).isEqualTo("oncall");
        assertThat(page.group()).isEqualTo(Map.of("queue", "vip", "uid", "backlog"));
        assertThat(page.groupKey()).isEqualTo("oncall{queue=\"vip\",uid=\"backlog\",}");
        assertThat(page.waitMillis()).isEqualTo(500);
        assertThat(page.primary()).isTrue();

        Notification warning = only(told(routing(), Transitions.firing("a", "warning")));
        assertThat(warning.groupKey()).isEqualTo("team{queue=\"vip\",}");
        assertThat(warning.waitMillis()).isEqualTo(30_000);
    }

    @Test
    void whatFollowsAlsoGoesWhereTheOtherSeveritiesLead() throws Exception {
        List<Notification> ends = told(routing(), Transitions.resolved("a", 3, "page"));
        assertThat(ends).extracting(Notification::receiver).containsExactly("oncall", "team");
        assertThat(ends).extracting(Notification::primary).containsExactly(true, false);
        List<Notification> changes = told(routing(), Transitions.changed("a", 2, "warning", "page"));
        assertThat(changes).extracting(Notification::receiver).containsExactly("team", "oncall");
        assertThat(changes).extracting(Notification::primary).containsExactly(true, false);
    }

    /** What the receivers of an episode hear when the file is another one at each step. */
    @Test
    void whoWasToldHearsTheRestWhateverHappensToTheRoutes() throws Exception {
        Addressed begun = routing().address(Transitions.firing("a", "page"), null);
        Routing moved = Routing.parse("r.yaml", """
                receivers: [{name: other, type: webhook, url: "https://a.example/", secret: x}]
                routes: [{match: {severity: page}, receiver: other, group_by: [uid]}]
                """, VARIABLES);
        Addressed changed = moved.address(Transitions.changed("a", 2, "page", "warning"), begun.after());
        assertThat(changed.notifications())
                .extracting(Notification::receiver, Notification::primary)
                .containsExactly(tuple("other", true), tuple("oncall", false));
        Addressed ended = Routing.none("r.yaml", "gone").address(Transitions.resolved("a", 3, "page"), changed.after());
        assertThat(ended.notifications())
                .extracting(Notification::receiver, Notification::groupKey, Notification::primary)
                .containsExactly(
                        tuple("oncall", "oncall{queue=\"vip\",uid=\"backlog\",}", false),
                        tuple("other", "other{uid=\"backlog\",}", false));
        assertThat(ended.after()).isNull();
    }

    @Test
    void whoWasToldHearsTheRestWhateverHappensToTheLabels() throws Exception {
        Addressed begun = routing().address(Transitions.firing("a", "page"), null);
        Transition relabelled = Transitions.labelled(Transitions.resolved("a", 2, "page"), Map.of());
        assertThat(routing().address(relabelled, begun.after()).notifications())
                .extracting(Notification::groupKey, Notification::primary)
                .contains(tuple("oncall{queue=\"vip\",uid=\"backlog\",}", false));
    }

    @Test
    void aRuleThatWentToShadowTellsItsEndAndNothingElse() throws Exception {
        Addressed begun = routing().address(Transitions.firing("a", "warning"), null);
        Addressed worse =
                routing().address(Transitions.shadow(Transitions.changed("a", 2, "page", "warning")), begun.after());
        assertThat(worse.notifications()).isEmpty();
        Addressed ended = routing().address(Transitions.shadow(Transitions.resolved("a", 3, "page")), worse.after());
        assertThat(ended.notifications()).extracting(Notification::receiver).containsExactly("team");
        assertThat(routing()
                        .address(Transitions.shadow(Transitions.resolved("a", 3, "page")), null)
                        .notifications())
                .isEmpty();
    }

    @Test
    void anotherEpisodeOfTheSameAlertIsNoneOfTheirs() throws Exception {
        Addressed begun = routing().address(Transitions.firing("a", "page"), null);
        Transition later = Transitions.of("a", Transitions.START + 5, 1, Transition.Kind.FIRING, "warning", "");
        Addressed next = routing().address(later, begun.after());
        assertThat(next.notifications()).extracting(Notification::receiver).containsExactly("team");
        assertThat(next.after().all()).extracting(Addressees.Address::receiver).containsExactly("team");
    }

    @Test
    void theDeliveryIdDependsOnEpisodeSequenceAndReceiver() throws Exception {
        List<Notification> ends = told(routing(), Transitions.resolved("a", 3, "page"));
        assertThat(ends.get(0).change().deliveryId())
                .isEqualTo(DeliveryId.of("a", Transitions.START, 3, "oncall"))
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(ends.get(1).change().deliveryId());
        assertThat(DeliveryId.of("a", 1, 2, "r"))
                .as("sha256 of a|1|2|r")
                .isEqualTo("f586c867863270ac4cf509f9753ae4c5c254570ecb7a8a5242fb47d678b2b12f");
    }

    @Test
    void shadowGoesNowhere() throws Exception {
        assertThat(told(routing(), Transitions.shadow(Transitions.firing("a", "page"))))
                .isEmpty();
    }

    @Test
    void noRouteNoNotification() throws Exception {
        Routing pagesOnly = Routing.parse("r.yaml", """
                receivers: [{name: oncall, type: webhook, url: "https://a.example/", secret: x}]
                routes: [{match: {severity: page}, receiver: oncall}]
                """, VARIABLES);
        assertThat(told(pagesOnly, Transitions.firing("a", "warning"))).isEmpty();
        assertThat(only(told(pagesOnly, Transitions.firing("a", "page"))).group())
                .isEqualTo(Map.of("uid", "backlog"));
    }

    @Test
    void groupValuesCannotImitateAnotherGroup() throws Exception {
        Routing routing = Routing.parse("r.yaml", """
                receivers: [{name: r, type: webhook, url: "https://a.example/", secret: x}]
                routes: [{match: {}, receiver: r, group_by: [queue, channel]}]
                """, VARIABLES);
        Notification crafted = only(told(routing, withQueue("a\",queue=\"b")));
        Notification backslash = only(told(routing, withQueue("a\\")));
        assertThat(crafted.groupKey()).isEqualTo("r{channel=\"chat\",queue=\"a\\\",queue=\\\"b\",}");
        assertThat(backslash.groupKey()).isEqualTo("r{channel=\"chat\",queue=\"a\\\\\",}");
    }

    @Test
    void secretsStayNamesUntilTheyAreUsed() throws Exception {
        Routing routing = routing();
        Receiver team = routing.receivers().get("team");
        assertThat(routing.toString()).doesNotContain("geheim", "KEY");
        assertThat(team.secrets()).extracting(SecretText::raw).containsExactly("${KEY}", "${OLD_KEY}");
        assertThat(team.url().resolve(VARIABLES)).isEqualTo("https://b.example/geheim-3");
        assertThat(team.allowPrivate()).isTrue();
        assertThat(team.allowHttpHosts()).containsExactly("127.0.0.1");
        assertThat(team.allowPorts()).containsExactly(9000);
    }

    @Test
    void aMissingFileDeliversNothingAndSaysSo() throws Exception {
        Routing none = Routing.load(folder.resolve("alert-routing.yaml"), VARIABLES);
        assertThat(none.isEmpty()).isTrue();
        assertThat(none.note()).contains("alert-routing.yaml", "nobody is notified");
        assertThat(told(none, Transitions.firing("a", "page"))).isEmpty();
        assertThat(routing().note()).isEmpty();
    }

    private static Transition withQueue(String queue) {
        Transition t = Transitions.firing("a", "page");
        return Transitions.labelled(t, Map.of("queue", queue, "channel", "chat"));
    }

    private static List<Notification> told(Routing routing, Transition transition) {
        return routing.address(transition, null).notifications();
    }

    private static Notification only(List<Notification> notifications) {
        assertThat(notifications).hasSize(1);
        return notifications.get(0);
    }
}

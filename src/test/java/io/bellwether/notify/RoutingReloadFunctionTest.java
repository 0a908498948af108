package io.bellwether.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Transition;
import io.bellwether.rule.RuleUpdate;
import io.bellwether.rule.RuleUpdateCodec;
import io.bellwether.rule.Updates;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The routing file is replaced while alerts fire. */
class RoutingReloadFunctionTest {

    private static final MapStateDescriptor<String, RuleUpdate> UPDATES =
            new MapStateDescriptor<>("rule-updates", Types.STRING, CodecTypeInfo.of(RuleUpdateCodec.INSTANCE));

    private static String routes(String receiver) {
        return "receivers: [{name: " + receiver + ", type: webhook, url: '${NOT_HERE}', secret: x}]\n"
                + "routes: [{match: {}, receiver: " + receiver + ", group_by: [uid]}]\n";
    }

    private static KeyedBroadcastOperatorTestHarness<String, Transition, RuleUpdate, Notification> harness(
            String start, OperatorSubtaskState state) throws Exception {
        Routing old = Routing.accepted(Updates.texts("rules: []", routes("old")), Updates.READER);
        var function = new RoutingReloadFunction(old, Updates.start(start, Updates.texts("rules: []", routes("old"))));
        var harness = new KeyedBroadcastOperatorTestHarness<String, Transition, RuleUpdate, Notification>(
                new CoBroadcastWithKeyedOperator<>(function, List.of(UPDATES)),
                Transition::alertId,
                Types.STRING,
                1,
                1,
                0);
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static List<String> told(
            KeyedBroadcastOperatorTestHarness<String, Transition, RuleUpdate, Notification> harness) {
        return harness.extractOutputValues().stream()
                .map(n -> n.receiver()
                        + ' '
                        + n.change().kind().wireName()
                        + ' '
                        + n.change().transition().alertId())
                .toList();
    }

    @Test
    void whatBeginsGoesByTheNewRoutesAndEndsAreToldToWhoWasToldOfTheBeginning() throws Exception {
        try (var harness = harness("s-1", null)) {
            harness.processElement(Transitions.firing("a", "page"), 0);
            harness.processBroadcastElement(Updates.routing("s-1", routes("new")), 0);
            harness.processElement(Transitions.firing("b", "page"), 0);
            harness.processElement(Transitions.resolved("a", 2, "page"), 0);
            harness.processBroadcastElement(Updates.routing("s-1", null), 0);
            harness.processElement(Transitions.firing("c", "page"), 0);
            harness.processElement(Transitions.resolved("b", 2, "page"), 0);
            assertThat(told(harness))
                    .containsExactly(
                            "old firing a", "new firing b", "new resolved a", "old resolved a", "new resolved b");
        }
    }

    @Test
    void aRestartGoesOnWithWhatCameAndANewStartWithItsOwnFile() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness("s-1", null)) {
            harness.processBroadcastElement(Updates.routing("s-1", routes("new")), 0);
            state = harness.snapshot(1, 1);
        }
        for (String start : List.of("s-1", "s-2")) {
            try (var harness = harness(start, state)) {
                harness.processElement(Transitions.firing("a", "page"), 0);
                assertThat(told(harness)).containsExactly(start.equals("s-1") ? "new firing a" : "old firing a");
            }
        }
    }

    @Test
    void whatKeepsOthersQuietIsPickedByTheNewFile() throws Exception {
        String inhibit = "inhibit: [{source: {uid: %s}, target: {severity: info}}]\n";
        String first = inhibit.formatted("none-such");
        var function = new InhibitReloadFunction(
                Routing.accepted(Updates.texts("rules: []", first), Updates.READER),
                Updates.start("s-1", Updates.texts("rules: []", first)));
        try (var harness = new BroadcastOperatorTestHarness<Transition, RuleUpdate, Circumstance>(
                new CoBroadcastWithNonKeyedOperator<>(function, List.of(UPDATES)), 1, 1, 0)) {
            harness.open();
            harness.processElement(Transitions.firing("a", "page"), 0);
            harness.processBroadcastElement(Updates.routing("s-1", inhibit.formatted("backlog")), 0);
            harness.processElement(Transitions.firing("b", "page"), 0);
            assertThat(harness.extractOutputValues())
                    .containsExactly(new Circumstance.OfSource(Transitions.firing("b", "page")));
        }
    }

    /** Values of variables are none of its business, also where they are not set. */
    @Test
    void holdsNoSecret() {
        Routing routing = Routing.accepted(Updates.texts("rules: []", routes("a")), Updates.READER);
        assertThat(routing.receivers().get("a").url()).isEqualTo(new SecretText("${NOT_HERE}"));
        assertThat(routing.receivers().get("a").isResolvable(Variables.of(Map.of())))
                .isFalse();
    }
}

package io.bellwether.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Transition;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What is remembered of an episode outlives the file that it was told by, and is gone with its end. */
class RoutingFunctionTest {

    private static Routing routes(String receiver) throws RoutingException {
        return Routing.parse(
                "r.yaml",
                "receivers: [{name: " + receiver + ", type: webhook, url: 'https://a.example/', secret: x}]\n"
                        + "routes: [{match: {}, receiver: " + receiver + ", group_by: [uid]}]\n",
                Variables.of(Map.of()));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Transition, Notification> harness(Routing routing)
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new RoutingFunction(routing)), Transition::alertId, Types.STRING);
    }

    private static List<String> told(KeyedOneInputStreamOperatorTestHarness<String, Transition, Notification> harness) {
        return harness.extractOutputValues().stream()
                .map(n -> n.receiver()
                        + ' '
                        + n.change().kind().wireName()
                        + ' '
                        + n.change().transition().alertId())
                .toList();
    }

    @Test
    void theEndOfAnEpisodeFindsWhoWasToldOfItsBeginning() throws Exception {
        OperatorSubtaskState state;
        try (var before = harness(routes("old"))) {
            before.open();
            before.processElement(Transitions.firing("a", "page"), 0);
            before.processElement(Transitions.firing("b", "page"), 0);
            assertThat(before.numKeyedStateEntries()).isEqualTo(2);
            state = before.snapshot(1, 1);
        }
        try (var after = harness(routes("new"))) {
            after.initializeState(state);
            after.open();
            after.processElement(Transitions.resolved("a", 2, "page"), 0);
            after.processElement(Transitions.shadow(Transitions.resolved("b", 2, "page")), 0);
            assertThat(told(after)).containsExactly("new resolved a", "old resolved a", "old resolved b");
            assertThat(after.numKeyedStateEntries())
                    .as("nothing is remembered of what is over")
                    .isZero();
        }
    }

    @Test
    void whatGoesNowhereLeavesNoState() throws Exception {
        try (var harness = harness(Routing.none("r.yaml", "nobody"))) {
            harness.open();
            harness.processElement(Transitions.firing("a", "page"), 0);
            harness.processElement(Transitions.shadow(Transitions.firing("b", "page")), 0);
            assertThat(told(harness)).isEmpty();
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }
}

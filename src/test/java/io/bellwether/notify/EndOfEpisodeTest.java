package io.bellwether.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.SeriesRuleFunction;
import io.bellwether.alert.Transition;
import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.CellKeyCodec;
import io.bellwether.metric.LevelValue;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.rule.RuleSet;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/**
 * Rules and routes together, over a stop and a start with other files: whoever was told of a beginning is told of the end,
 * and nobody else is.
 */
class EndOfEpisodeTest {

    private static final long START = 1_700_000_000_000L;
    private static final CellKey REFUNDS =
            new CellKey(Measurement.CASES, List.of("queue"), List.of("refunds"), List.of());

    private static final String ROUTES = """
            receivers:
              - {name: care, type: webhook, url: "https://care.example/", secret: x}
              - {name: tech, type: webhook, url: "https://tech.example/", secret: x}
              - {name: rest, type: webhook, url: "https://rest.example/", secret: x}
            routes:
              - {match: {team: care}, receiver: care, group_by: [uid, team]}
              - {match: {team: tech}, receiver: tech, group_by: [uid, team]}
              - {match: {}, receiver: rest, group_by: [uid]}
            """;

    private static String rule(String uid, String extra) {
        return "  - {uid: " + uid + ", title: T, owner: o, metric: cases.open, by: [queue], "
                + "window: {size: 10s, every: 10s}, levels: [{severity: warning, op: '>', value: 0}], "
                + "annotations: {summary: S}" + extra + "}\n";
    }

    /** Both functions, as the job wires them. */
    private static final class Stage implements AutoCloseable {
        private final KeyedOneInputStreamOperatorTestHarness<CellKey, Cell, Transition> rules;
        private final KeyedOneInputStreamOperatorTestHarness<String, Transition, Notification> routes;

        Stage(String rulesYaml, String routesYaml, List<OperatorSubtaskState> state) throws Exception {
            rules = new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(new SeriesRuleFunction(RuleSet.parse("r.yaml", "rules:\n" + rulesYaml))),
                    Cell::key,
                    CodecTypeInfo.of(CellKeyCodec.INSTANCE));
            Routing routing = routesYaml.isEmpty()
                    ? Routing.none("alert-routing.yaml", "missing")
                    : Routing.parse("alert-routing.yaml", routesYaml, Variables.of(Map.of()));
            routes = new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(new RoutingFunction(routing)), Transition::alertId, Types.STRING);
            if (!state.isEmpty()) {
                rules.initializeState(state.get(0));
                routes.initializeState(state.get(1));
            }
            rules.open();
            routes.open();
        }

        void open(long start, long cases) throws Exception {
            Map<Measure, LevelValue> levels =
                    cases == 0 ? Map.of() : Map.of(Measure.CASES_OPEN, new LevelValue(cases, cases, 0, START));
            rules.processElement(new Cell(REFUNDS, start, start + 10_000, Map.of(), Map.of(), levels), start);
            rules.processWatermark(start + 10_000);
        }

        private void pass() throws Exception {
            for (Transition transition : rules.extractOutputValues()) {
                routes.processElement(transition, transition.at());
            }
        }

        /** Where what was sent. Who was never told of a beginning is spared its end by the delivery. */
        List<String> told() throws Exception {
            pass();
            return routes.extractOutputValues().stream()
                    .map(n -> n.groupKey()
                            + ' '
                            + n.change().transition().uid()
                            + ' '
                            + n.change().transition().reason())
                    .toList();
        }

        @Override
        public void close() throws Exception {
            rules.close();
            routes.close();
        }
    }

    private static List<OperatorSubtaskState> begun() throws Exception {
        String care = ", labels: {team: care}";
        try (Stage stage =
                new Stage(rule("gone", care) + rule("moved", care) + rule("same", care), ROUTES, List.of())) {
            stage.open(START, 3);
            assertThat(stage.told())
                    .containsExactlyInAnyOrder(
                            "care{team=\"care\",uid=\"gone\",} gone crossed",
                            "care{team=\"care\",uid=\"moved\",} moved crossed",
                            "care{team=\"care\",uid=\"same\",} same crossed");
            return List.of(stage.rules.snapshot(1, 1), stage.routes.snapshot(1, 1));
        }
    }

    /** The end as the rules of before had it, to whom they had it. */
    private static void assertAllEnd(String rules, String routes, String reasonOfGone) throws Exception {
        try (Stage stage = new Stage(rules, routes, begun())) {
            stage.open(START + 10_000, 3);
            stage.open(START + 20_000, 0);
            List<String> ends = stage.told().stream()
                    .filter(told -> told.startsWith("care{team="))
                    .toList();
            assertThat(ends)
                    .containsExactlyInAnyOrder(
                            "care{team=\"care\",uid=\"gone\",} gone " + reasonOfGone,
                            "care{team=\"care\",uid=\"moved\",} moved recovered",
                            "care{team=\"care\",uid=\"same\",} same recovered");
            assertThat(stage.routes.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void ofARuleThatWasRemovedAndOneWhoseLabelsWereEdited() throws Exception {
        assertAllEnd(
                rule("moved", ", labels: {team: tech}") + rule("same", ", labels: {team: care}"),
                ROUTES,
                "rule_removed");
    }

    @Test
    void ofRulesThatWereDisabledOrWentToShadow() throws Exception {
        assertAllEnd(
                rule("gone", ", enabled: false, labels: {team: care}")
                        + rule("moved", ", mode: shadow, labels: {team: care}")
                        + rule("same", ""),
                ROUTES,
                "rule_removed");
    }

    @Test
    void ofRoutesThatWereRemovedReorderedOrRegrouped() throws Exception {
        String rules = rule("moved", ", labels: {team: care}") + rule("same", ", labels: {team: care}");
        for (String routes : List.of(
                "",
                ROUTES.replace("match: {team: care}", "match: {team: nobody}"),
                ROUTES.replace("receiver: care, group_by: [uid, team]", "receiver: care, group_by: [uid, queue]"),
                ROUTES.replace("match: {team: care}, receiver: care", "match: {team: care}, receiver: rest"))) {
            assertAllEnd(rules, routes, "rule_removed");
        }
    }
}

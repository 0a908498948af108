package io.bellwether.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.notify.Transitions;
import io.bellwether.rule.RuleFileException;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.Rules;
import io.bellwether.state.Versions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A rule of which two alerts may be open at once. */
class AlertLimitTest {

    private static final int SEEDS = 200;
    private static final int MOST = 2;

    private final LimitState state = new LimitState();
    private final AlertLimit limit = new AlertLimit(rules("limits: {max_series: 2},"));

    private static RuleSet rules(String limits) {
        try {
            return Rules.parse(
                    "rules: [{uid: slow, title: T, metric: queue.offered, by: [queue], severity: page, op: '>', "
                            + limits + " value: 1, labels: {team: cs}, dashboard: 'http://g/d?q={{labels.queue}}',"
                            + " annotations: {summary: S}}]");
        } catch (RuleFileException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Transition change(
            String queue, Transition.Kind kind, String severity, long since, long seq, long at) {
        return new Transition(
                queue,
                "slow",
                "v",
                seq,
                kind,
                "crossed",
                severity,
                "",
                5,
                1,
                Double.NaN,
                5,
                since,
                at,
                queue + " is slow",
                "S",
                Map.of("queue", queue),
                "",
                "",
                "",
                "",
                false,
                List.of());
    }

    private static Transition fires(String queue, String severity, long at) {
        return change(queue, Transition.Kind.FIRING, severity, at, 1, at);
    }

    private static Transition ends(String queue, String severity, long since, long at) {
        return change(queue, Transition.Kind.RESOLVED, severity, since, 9, at);
    }

    private List<String> at(long at, Transition... changes) {
        return limit.next(state, "slow", List.of(changes), at).stream()
                .map(AlertLimitTest::words)
                .toList();
    }

    private static String words(Transition told) {
        boolean ofLimit = told.labels().equals(Map.of("team", "cs"));
        return (ofLimit ? "limit" : told.alertId()) + " " + told.kind().wireName() + " " + told.severity()
                + (ofLimit ? " " + Math.round(told.value()) : "");
    }

    @Test
    void theFirstAreToldAndOneAlertTellsOfTheRest() {
        assertThat(at(1, fires("a", "warning", 1))).containsExactly("a firing warning");
        assertThat(at(2, fires("b", "warning", 2), fires("c", "warning", 2), fires("d", "warning", 2)))
                .containsExactly("b firing warning", "limit firing warning 2");
        assertThat(at(3, fires("e", "info", 3))).isEmpty();
        assertThat(at(4, ends("e", "info", 3, 4))).isEmpty();
    }

    @Test
    void ofOneMomentTheMostSevereAreTold() {
        assertThat(at(1, fires("a", "info", 1), fires("b", "warning", 1), fires("c", "page", 1)))
                .containsExactly("c firing page", "b firing warning", "limit firing info 1");
    }

    @Test
    void anEndMakesRoomForWhatBeginsThen() {
        at(1, fires("a", "info", 1), fires("b", "info", 1));
        assertThat(at(2, fires("c", "info", 2), ends("b", "info", 1, 2)))
                .containsExactly("b resolved info", "c firing info");
    }

    @Test
    void whatLastsIsToldOnceAllOfItIsNoMoreThanTheLimit() {
        at(1, fires("a", "info", 1), fires("b", "info", 1));
        at(2, fires("c", "info", 2), fires("d", "info", 2));
        assertThat(at(3, ends("a", "info", 1, 3))).isEqualTo(List.of("a resolved info"));
        List<Transition> told = limit.next(state, "slow", List.of(ends("b", "info", 1, 4)), 4);

        assertThat(told.stream().map(AlertLimitTest::words))
                .containsExactly("b resolved info", "c firing info", "d firing info", "limit resolved info 0");
        assertThat(told.get(1).at()).isEqualTo(4);
        assertThat(told.get(1).startsAt()).isEqualTo(2);
    }

    private static String heard(Transition told) {
        return words(told) + (told.shadow() ? " in shadow" : "");
    }

    private List<String> heardAt(long at, Transition... changes) {
        return limit.next(state, "slow", List.of(changes), at).stream()
                .map(AlertLimitTest::heard)
                .toList();
    }

    /** The mode of a rule may change while the job runs. */
    @Test
    void itIsInShadowAsLongAsAllIsThatIsHeldBack() {
        at(1, fires("a", "info", 1), fires("b", "info", 1));
        assertThat(heardAt(2, Transitions.shadow(fires("c", "info", 2))))
                .containsExactly("limit firing info 1 in shadow");
        assertThat(heardAt(3, Transitions.shadow(fires("d", "info", 3)))).isEmpty();
        assertThat(heardAt(4, fires("e", "info", 4))).containsExactly("limit severity_changed info 3");
        assertThat(heardAt(5, fires("f", "info", 5))).isEmpty();
        assertThat(heardAt(6, ends("f", "info", 5, 6), ends("e", "info", 4, 6))).isEmpty();
        assertThat(heardAt(7, Transitions.shadow(ends("d", "info", 3, 7)), Transitions.shadow(ends("c", "info", 2, 7))))
                .containsExactly("limit resolved info 0");
    }

    @Test
    void itBecomesAsSevereAsWhatIsHeldBack() {
        at(1, fires("a", "info", 1), fires("b", "info", 1), fires("c", "info", 1));
        assertThat(at(2, change("c", Transition.Kind.SEVERITY_CHANGED, "page", 1, 2, 2)))
                .containsExactly("limit severity_changed page 1");
        assertThat(at(3, change("c", Transition.Kind.SEVERITY_CHANGED, "info", 1, 3, 3)))
                .isEmpty();
        assertThat(at(4, ends("c", "info", 1, 4))).containsExactly("limit resolved page 0");
    }

    @Test
    void saysWhatIsHeldBack() {
        at(1, fires("a", "info", 1), fires("b", "info", 1));
        Transition said = limit.next(
                        state,
                        "slow",
                        List.of(
                                fires("f", "info", 2),
                                fires("c", "page", 2),
                                fires("d", "info", 2),
                                fires("e", "info", 2)),
                        2)
                .get(0);

        assertThat(said.uid()).isEqualTo("slow");
        assertThat(said.title()).isEqualTo("Rule slow has more alerts than its limit");
        assertThat(said.text())
                .isEqualTo(
                        "4 more open alerts are not told one by one, as limits.max_series is 2: c is slow; d is slow;"
                                + " e is slow; …");
        assertThat(said.reason()).isEqualTo("limit");
        assertThat(said.threshold()).isEqualTo(2);
        assertThat(said.dashboard()).startsWith("http://g/d?q=&from=");
    }

    @Test
    void aRuleThatIsGoneBeginsNothing() {
        at(1, fires("a", "info", 1), fires("b", "info", 1), fires("c", "info", 1));
        AlertLimit without = new AlertLimit(RuleSet.none());

        assertThat(without.next(state, "slow", List.of(ends("a", "info", 1, 2)), 2))
                .extracting(AlertLimitTest::words)
                .containsExactly("a resolved info");
        assertThat(without.next(state, "slow", List.of(ends("b", "info", 1, 3), ends("c", "info", 1, 3)), 3))
                .extracting(Transition::alertId)
                .hasSize(2)
                .contains("b");
        assertThat(state.isEmpty()).isTrue();
    }

    @Test
    void whereALimitIsTakenAwayWhatIsHeldBackIsToldAtTheNextChange() {
        at(1, fires("a", "info", 1), fires("b", "info", 1), fires("c", "info", 1));

        assertThat(new AlertLimit(rules("")).next(state, "slow", List.of(ends("a", "info", 1, 2)), 2))
                .extracting(AlertLimitTest::words)
                .containsExactly("a resolved info", "c firing info", "limit resolved info 0");
    }

    @Test
    void whatWasOpenBeforeItIsCountedGoesOn() {
        assertThat(at(1, change("old", Transition.Kind.SEVERITY_CHANGED, "page", 0, 2, 1)))
                .containsExactly("old severity_changed page");
        assertThat(at(2, ends("older", "info", 0, 2))).containsExactly("older resolved info");
        assertThat(state.open.keySet()).containsExactly("old");
    }

    /** A second time, by whole lists: what is open, what of it was told, and whether there was room. */
    @Test
    void inAnyOrderAndOverAnyRestartItIsTheSame() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            LimitState one = new LimitState();
            LimitState other = new LimitState();
            Map<String, Long> since = new TreeMap<>();
            Map<String, Boolean> told = new LinkedHashMap<>();
            boolean said = false;
            for (long at = 1; at < 60; at++) {
                List<Transition> moment = moment(random, since, at);
                List<Transition> first = limit.next(one, "slow", moment, at);
                List<Transition> shuffled = new ArrayList<>(moment);
                Collections.shuffle(shuffled, random);
                assertThat(limit.next(other, "slow", shuffled, at)).isEqualTo(first);
                other = restarted(other);
                moment.stream()
                        .filter(change -> change.kind() == Transition.Kind.RESOLVED)
                        .forEach(change -> told.remove(change.alertId()));
                for (String queue : since.keySet()) {
                    told.putIfAbsent(
                            queue, told.values().stream().filter(x -> x).count() < MOST);
                }
                if (told.size() <= MOST) {
                    told.replaceAll((queue, before) -> true);
                }
                said = told.containsValue(false);
                assertThat(one.open.keySet()).as("seed %s at %s", seed, at).isEqualTo(keys(told, true));
                assertThat(one.held.keySet()).isEqualTo(keys(told, false));
                assertThat(one.said != null).isEqualTo(said);
            }
        }
    }

    private static Set<String> keys(Map<String, Boolean> told, boolean which) {
        return told.entrySet().stream()
                .filter(one -> one.getValue() == which)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static List<Transition> moment(Random random, Map<String, Long> since, long at) {
        List<Transition> moment = new ArrayList<>();
        for (String queue : List.of("a", "b", "c", "d", "e")) {
            int dice = random.nextInt(6);
            if (since.containsKey(queue) && dice == 0) {
                moment.add(ends(queue, "info", since.remove(queue), at));
            } else if (!since.containsKey(queue) && dice == 1) {
                since.put(queue, at);
                moment.add(fires(queue, "info", at));
            }
        }
        return moment;
    }

    private static LimitState restarted(LimitState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.write(new DataOutputStream(bytes));
        return LimitState.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), Versions.CURRENT);
    }
}

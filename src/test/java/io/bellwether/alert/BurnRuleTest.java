package io.bellwether.alert;

import static io.bellwether.rule.Rules.MINUTE;
import static io.bellwether.rule.Rules.VIP;
import static io.bellwether.rule.Rules.served;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.rule.RuleFileException;
import io.bellwether.rule.Rules;
import io.bellwether.state.Versions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Burn rates against a count of every pane that ever was. */
class BurnRuleTest {

    private static final long PANE = 10_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private static final String RULES = """
        rules:
          - uid: burn
            title: "{{labels.queue}} burns"
            by: [queue]
            burn_rate:
              %s
              objective: 90%%
              period: 7d
              pairs:
                - {severity: page, long: 4h, short: 20m, budget: 10%%}
                - {severity: warning, long: 1d, short: 2h, budget: 20%%}
            min_samples: 20
            annotations: {summary: "{{value}} times, empty in {{time_left|duration}}, {{budget_spent|percent}} gone"}
        """;
    private static final String COUNTS = "good: queue.answered_in_threshold\n      total: [queue.answered]";

    private SeriesState state = new SeriesState();
    private final List<Transition> transitions = new ArrayList<>();
    private final TreeMap<Long, long[]> everything = new TreeMap<>();
    private int evaluations;

    private static SeriesEvaluator evaluator(String what) throws RuleFileException {
        return new SeriesEvaluator(Rules.parse(RULES.formatted(what)), 12 * MINUTE);
    }

    private void add(SeriesEvaluator evaluator, long start, long answered, long good, long now) {
        evaluator.add(state, served(start, answered, good), now);
        everything.put(start, new long[] {answered, good});
    }

    private void until(SeriesEvaluator evaluator, long time) {
        for (long due = evaluator.nextDue(state, VIP); due <= time; due = evaluator.nextDue(state, VIP)) {
            transitions.addAll(evaluator.evaluate(state, VIP, due));
            evaluations++;
        }
    }

    private List<String> told() {
        return transitions.stream()
                .map(t -> t.at() / MINUTE + " " + t.kind().name().toLowerCase(Locale.ROOT) + " " + t.severity() + " "
                        + t.text())
                .toList();
    }

    /** From the second hour to the fifth all is late: a burn of 10 as soon as a window knows nothing else. */
    @Test
    void pagesWhenBothWindowsBurnAndEndsWithTheShortOne() throws RuleFileException {
        SeriesEvaluator evaluator = evaluator(COUNTS);
        for (long t = 0; t < 6 * HOUR; t += MINUTE) {
            boolean bad = t >= 2 * HOUR && t < 5 * HOUR;
            add(evaluator, t, 2, bad ? 0 : 2, t);
            until(evaluator, t + MINUTE - 1);
        }

        assertThat(told())
                .containsExactly(
                        "140 firing warning 1.43 times, empty in 4 d 19 h, 2% gone",
                        "207 severity_changed page 4.2 times, empty in 1 d 12 h, 8.6% gone",
                        "312 severity_changed warning 5.77 times, empty in 23 h 55 min, 17.9% gone");
    }

    @Test
    void aShareIsReadLikeItsCounts() throws RuleFileException {
        for (String what : List.of(COUNTS, "metric: queue.service_level")) {
            state = new SeriesState();
            SeriesEvaluator evaluator = evaluator(what);
            for (long t = 0; t < 5 * HOUR; t += MINUTE) {
                add(evaluator, t, 2, 1, t);
                until(evaluator, t + MINUTE - 1);
            }
        }
        int half = transitions.size() / 2;

        assertThat(half).isPositive();
        assertThat(told().subList(0, half)).isEqualTo(told().subList(half, 2 * half));
    }

    @Test
    void tooFewInTheLongWindowSayNothing() throws RuleFileException {
        SeriesEvaluator evaluator = evaluator(COUNTS);
        for (long t = 0; t < 19 * MINUTE; t += MINUTE) {
            add(evaluator, t, 1, 0, t);
        }
        until(evaluator, 19 * MINUTE);
        assertThat(transitions).isEmpty();

        add(evaluator, 19 * MINUTE, 1, 0, 19 * MINUTE);
        until(evaluator, 20 * MINUTE);
        assertThat(told()).singleElement().asString().startsWith("20 firing page 10 times");
    }

    /** At every window end what fires is what a sum over all panes says, whatever was put together meanwhile. */
    @Test
    void isWhatASumOverAllPanesSays() throws RuleFileException, IOException {
        Random random = new Random(3);
        SeriesEvaluator evaluator = evaluator(COUNTS);
        String severity = "";
        int checked = 0;
        long begin = 1_700_000_040_000L / MINUTE * MINUTE;
        double bad = 0.1;
        for (long now = begin; now < begin + 3 * DAY; now += MINUTE) {
            if (random.nextInt(120) == 0) {
                bad = random.nextDouble() * 0.9;
            }
            long late = random.nextInt(10) * MINUTE;
            if (random.nextInt(2) == 0) {
                long all = random.nextInt(5);
                long good = 0;
                for (int i = 0; i < all; i++) {
                    good += random.nextDouble() < bad ? 0 : 1;
                }
                add(evaluator, now - late - PANE, all, good, now - MINUTE);
            }
            int before = transitions.size();
            until(evaluator, now);
            restart();
            for (Transition t : transitions.subList(before, transitions.size())) {
                severity = t.kind() == Transition.Kind.RESOLVED ? "" : t.severity();
            }
            if (now > begin + HOUR) {
                assertThat(severity).as("at %s", (now - begin) / MINUTE).isEqualTo(naive(now));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(4_000);
        assertThat(transitions.size()).isGreaterThan(6);
        assertThat(state.panes.cells().size()).as("of 26,000 panes").isLessThan(400);
    }

    private String naive(long end) {
        boolean page = burns(end, 4 * HOUR, 5 * MINUTE, 4.2) && burns(end, 20 * MINUTE, PANE, 4.2);
        boolean warning = burns(end, DAY, 30 * MINUTE, 1.4) && burns(end, 2 * HOUR, MINUTE, 1.4);
        return page ? "page" : warning ? "warning" : "";
    }

    /** A window begins at a multiple of its grain. */
    private boolean burns(long end, long size, long grain, double factor) {
        long from = end - size;
        while (from % grain != 0) {
            from += PANE;
        }
        long all = 0;
        long good = 0;
        for (long[] pane : everything.subMap(from, end - PANE + 1).values()) {
            all += pane[0];
            good += pane[1];
        }
        return all > 0 && (1 - (double) good / all) / (1 - 0.9) >= factor;
    }

    @Test
    void aSeriesThatFallsSilentSleepsAndIsForgotten() throws RuleFileException {
        SeriesEvaluator evaluator = evaluator(COUNTS);
        for (long t = 0; t < HOUR; t += PANE) {
            add(evaluator, t, 1, 0, t);
        }
        until(evaluator, 30 * DAY);

        assertThat(told()).last().asString().contains("resolved");
        assertThat(state.isEmpty()).isTrue();
        assertThat(evaluations).isLessThan(800);
    }

    private void restart() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.write(new DataOutputStream(bytes));
        if (!state.isEmpty()) {
            state = SeriesState.read(
                    new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), Versions.CURRENT);
        }
    }
}

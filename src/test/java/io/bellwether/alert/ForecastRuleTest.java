package io.bellwether.alert;

import static io.bellwether.rule.Rules.MINUTE;
import static io.bellwether.rule.Rules.VIP;
import static io.bellwether.rule.Rules.pane;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.rule.RuleFileException;
import io.bellwether.rule.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Queues of which a cell comes each minute, {@code for} without delay. */
class ForecastRuleTest {

    private static final long HOUR = 60 * MINUTE;

    private SeriesState state = new SeriesState();
    private final List<Transition> transitions = new ArrayList<>();
    private final TreeMap<Long, Long> waiting = new TreeMap<>();
    private int evaluations;

    private static SeriesEvaluator evaluator(String rest) throws RuleFileException {
        return new SeriesEvaluator(Rules.parse("""
            rules:
              - uid: grows
                title: "{{labels.queue}}"
                metric: queue.waiting
                by: [queue]
                severity: warning
                %s
                annotations: {summary: "{{now}} wait, {{threshold}} in {{crosses_in|duration}}, {{value}} then"}
            """.formatted(rest.replace("; ", "\n    "))), 12 * MINUTE);
    }

    private void minute(SeriesEvaluator evaluator, long start, long wait) {
        evaluator.add(state, pane(start + MINUTE - 10_000, 0, wait, start), start);
        waiting.put(start + MINUTE, wait);
        until(evaluator, start + MINUTE);
    }

    private void until(SeriesEvaluator evaluator, long time) {
        for (long due = evaluator.nextDue(state, VIP); due <= time; due = evaluator.nextDue(state, VIP)) {
            transitions.addAll(evaluator.evaluate(state, VIP, due));
            evaluations++;
        }
    }

    private List<String> told() {
        return transitions.stream()
                .map(t -> t.at() / MINUTE + " " + t.kind().name().toLowerCase(Locale.ROOT) + " " + t.text())
                .toList();
    }

    @Test
    void firesBeforeTheLineCrossesAndEndsWhenItTurns() throws RuleFileException {
        SeriesEvaluator evaluator = evaluator("op: \">\"; value: 80; forecast: {over: 20m, within: 30m}");
        for (int minute = 0; minute < 90; minute++) {
            minute(evaluator, minute * MINUTE, minute < 60 ? minute : 60);
        }

        assertThat(told()).hasSize(2).first().isEqualTo("52 firing 51 wait, 80 in 29 min, 81 then");
        assertThat(transitions.get(1).at()).isBetween(62 * MINUTE, 80 * MINUTE);
    }

    @Test
    void noiseForetellsNothing() throws RuleFileException {
        SeriesEvaluator evaluator = evaluator("op: \">\"; value: 100; forecast: {over: 20m, within: 1d}");
        Random random = new Random(5);
        for (int minute = 0; minute < 600; minute++) {
            minute(evaluator, minute * MINUTE, 40 + random.nextInt(20));
        }

        assertThat(transitions).isEmpty();
    }

    @Test
    void aSeriesThatBeginsDoesNotRiseFromNothing() throws RuleFileException {
        SeriesEvaluator evaluator = evaluator("op: \">\"; value: 100; forecast: {over: 20m, within: 1h}");
        for (int minute = 0; minute < 40; minute++) {
            minute(evaluator, minute * MINUTE, 50);
        }

        assertThat(transitions).isEmpty();
    }

    @Test
    void whatStandsStillSleeps() throws RuleFileException {
        SeriesEvaluator evaluator = evaluator("op: \">\"; value: 100; forecast: {over: 20m, within: 1h}");
        minute(evaluator, 0, 50);
        until(evaluator, 1_000 * HOUR);

        assertThat(evaluations).isLessThan(30);
    }

    @Test
    void isWhatFormulasOfTheTextbookSay() throws RuleFileException {
        Random random = new Random(9);
        int changes = 0;
        for (String op : List.of(">", "<")) {
            state = new SeriesState();
            transitions.clear();
            waiting.clear();
            SeriesEvaluator evaluator =
                    evaluator("op: \"" + op + "\"; value: 60; forecast: {over: 30m, within: 45m, min_r2: 0.6}");
            double level = 40;
            double drift = 0;
            boolean fires = false;
            for (int minute = 0; minute < 1_500; minute++) {
                drift = random.nextInt(25) == 0 ? random.nextGaussian() * 3 : drift;
                level = Math.max(1, Math.min(150, level + drift));
                int before = transitions.size();
                minute(evaluator, minute * MINUTE, Math.max(1, Math.round(level + random.nextGaussian() * 4)));
                for (Transition t : transitions.subList(before, transitions.size())) {
                    fires = t.kind() != Transition.Kind.RESOLVED;
                    changes++;
                }
                if (minute >= 30) {
                    assertThat(fires).as("%s at %s", op, minute).isEqualTo(naive(op, (minute + 1) * MINUTE));
                }
            }
        }
        assertThat(changes).isGreaterThan(20);
    }

    private boolean naive(String op, long end) {
        double[] y = new double[30];
        double sumX = 0;
        double sumY = 0;
        for (int i = 0; i < 30; i++) {
            y[i] = waiting.get(end - (29 - i) * MINUTE);
            sumX += i;
            sumY += y[i];
        }
        double sxx = 0;
        double sxy = 0;
        double syy = 0;
        for (int i = 0; i < 30; i++) {
            sxx += (i - sumX / 30) * (i - sumX / 30);
            sxy += (i - sumX / 30) * (y[i] - sumY / 30);
            syy += (y[i] - sumY / 30) * (y[i] - sumY / 30);
        }
        double now = sumY / 30 + sxy / sxx * (29 - sumX / 30);
        double then = now + 45 * sxy / sxx;
        boolean line = sxy * sxy / (sxx * syy) >= 0.6;
        double worst = line ? op.equals(">") ? Math.max(now, then) : Math.min(now, then) : sumY / 30;
        return op.equals(">") ? worst > 60 : worst < 60;
    }
}

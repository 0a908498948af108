package io.bellwether.alert;

import static io.bellwether.rule.Rules.MINUTE;
import static io.bellwether.rule.Rules.VIP;
import static io.bellwether.rule.Rules.pane;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.QueueMetrics;
import io.bellwether.rule.Agg;
import io.bellwether.rule.Condition;
import io.bellwether.rule.Level;
import io.bellwether.rule.NoData;
import io.bellwether.rule.Op;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.Rules;
import io.bellwether.rule.SeriesRule;
import io.bellwether.rule.Severity;
import io.bellwether.timeinterval.TimeInterval;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A rule that is evaluated from one to two in the morning of each day alone; fires after five minutes. */
class ActiveHoursTest {

    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final SeriesState state = new SeriesState();
    private final List<Transition> transitions = new ArrayList<>();
    private final SeriesEvaluator evaluator = new SeriesEvaluator(RuleSet.of("v", List.of(rule())), 12 * MINUTE);
    private int evaluations;

    private static SeriesRule rule() {
        TimeInterval night = new TimeInterval(
                "night",
                ZoneOffset.UTC,
                Set.of(0, 1, 2, 3, 4, 5, 6),
                List.of(new TimeInterval.Span((int) HOUR, (int) (2 * HOUR))),
                Set.of());
        return new SeriesRule(
                Rules.about("few"),
                QueueMetrics.WAITING,
                Map.of(),
                List.of("queue"),
                MINUTE,
                MINUTE,
                Agg.LAST,
                new Condition.Thresholds(List.of(new Level(Severity.PAGE, Op.GREATER, 3, 3, 5 * MINUTE))),
                0,
                0,
                1,
                1,
                NoData.KEEP,
                night,
                List.of());
    }

    private List<String> until(long time) {
        for (long due = evaluator.nextDue(state, VIP); due <= time; due = evaluator.nextDue(state, VIP)) {
            transitions.addAll(evaluator.evaluate(state, VIP, due));
            evaluations++;
        }
        return transitions.stream()
                .map(t -> t.at() / MINUTE + " " + t.reason() + " since " + t.startsAt() / MINUTE)
                .toList();
    }

    @Test
    void beginsAnewEachTimeAndEndsWithTheHours() {
        evaluator.add(state, pane(0, 0, 9, 0), 0);

        assertThat(until(2 * DAY))
                .containsExactly(
                        "65 crossed since 60",
                        "120 inactive_time since 60",
                        (24 * 60 + 65) + " crossed since " + (24 * 60 + 60),
                        (24 * 60 + 120) + " inactive_time since " + (24 * 60 + 60));
        assertThat(evaluations).as("it sleeps outside its hours").isLessThan(30);
    }

    @Test
    void whatIsPendingWhenTheHoursEndIsForgotten() {
        evaluator.add(state, pane(2 * HOUR - 3 * MINUTE, 0, 9, 0), 0);

        assertThat(until(DAY + HOUR + 4 * MINUTE)).isEmpty();
        assertThat(until(DAY + HOUR + 5 * MINUTE)).hasSize(1);
    }

    @Test
    void whatIsCalmAtTheEndOfTheHoursIsNotKeptForThem() {
        evaluator.add(state, pane(HOUR, 0, 2, 0), 0);
        evaluator.add(state, pane(HOUR + MINUTE, 0, 0, 0), 0);
        until(3 * DAY);

        assertThat(state.isEmpty()).isTrue();
    }
}

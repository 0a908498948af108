package io.bellwether.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.notify.NotifyDecision.Action;
import io.bellwether.notify.NotifyDecision.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotifyDecisionTest {

    /**
     * What waits, by order of arrival from 0: {@code F} fires, {@code C} changes, {@code R} has ended, {@code A} is said again, all
     * warnings; {@code P} and {@code Q} are a page and its end. Told; in flight; due; when the last round began and how many of what waits
     * belong to it; when to look for what is to be said again; now. The interval is 50.
     */
    @ParameterizedTest
    @CsvSource(textBlock = """
            '',  0, false, 0,   0,  0, 0,   100, NOTHING,         NONE,             0
            '',  3, false, 0,   0,  0, 0,   100, NOTHING,         NONE,             0
            '',  0, false, 0,   0,  0, 90,  100, NOTHING,         NONE,             0
            '',  3, false, 0,   0,  0, 101, 100, WAIT_FOR_TIME,   NONE,             101
            '',  3, false, 0,   0,  0, 100, 100, REPEAT,          NONE,             100
            '',  3, true,  0,   0,  0, 100, 100, WAIT_FOR_ANSWER, NONE,             0
            F,   0, true,  0,   0,  0, 0,   100, WAIT_FOR_ANSWER, NONE,             0
            F,   0, false, 101, 0,  0, 0,   100, WAIT_FOR_TIME,   NONE,             101
            F,   0, false, 100, 0,  0, 0,   100, SEND,            FIRST,            0
            FF,  0, false, 0,   0,  0, 0,   100, SEND,            FIRST,            0
            F,   2, false, 0,   0,  0, 90,  100, SEND,            NEW_ALERTS,       0
            RF,  2, false, 0,   0,  0, 0,   100, SEND,            NEW_ALERTS,       0
            C,   1, false, 0,   0,  0, 0,   100, SEND,            SEVERITY_CHANGED, 0
            CR,  2, false, 0,   0,  0, 0,   100, SEND,            SEVERITY_CHANGED, 0
            R,   2, false, 0,   0,  0, 0,   100, SEND,            SOME_RESOLVED,    0
            RR,  2, false, 0,   0,  0, 0,   100, SEND,            ALL_RESOLVED,     0
            R,   0, false, 0,   0,  0, 0,   100, SEND,            ALL_RESOLVED,     0
            F,   2, false, 0,   51, 0, 0,   100, WAIT_FOR_TIME,   NONE,             101
            R,   2, false, 0,   51, 0, 0,   100, WAIT_FOR_TIME,   NONE,             101
            F,   2, false, 0,   50, 0, 0,   100, SEND,            NEW_ALERTS,       0
            F,   2, false, 120, 51, 0, 0,   100, WAIT_FOR_TIME,   NONE,             120
            FF,  2, false, 0,   51, 1, 0,   100, SEND,            NEW_ALERTS,       0
            P,   2, false, 0,   51, 0, 0,   100, SEND,            NEW_ALERTS,       0
            FP,  2, false, 0,   51, 0, 0,   100, SEND,            NEW_ALERTS,       0
            Q,   2, false, 0,   51, 0, 0,   100, SEND,            SOME_RESOLVED,    0
            P,   2, false, 101, 51, 0, 0,   100, WAIT_FOR_TIME,   NONE,             101
            A,   1, false, 0,   0,  0, 0,   100, SEND,            REPEAT,           0
            AA,  2, false, 0,   0,  0, 0,   100, SEND,            REPEAT,           0
            AR,  2, false, 0,   0,  0, 0,   100, SEND,            SOME_RESOLVED,    0
            """)
    void decides(
            String letters,
            long told,
            boolean inFlight,
            long dueAt,
            long beganAt,
            long ofRound,
            long repeatAt,
            long now,
            Action action,
            Reason reason,
            long at) {
        List<Entry> waiting = new ArrayList<>();
        for (char letter : letters.toCharArray()) {
            waiting.add(new Entry(waiting.size(), change(letter, "a" + waiting.size()), true, 0, false));
        }
        Rounds rounds = new Rounds(beganAt, ofRound, repeatAt, 0);
        GroupTimes times = new GroupTimes(0, 50, 1_000);
        assertThat(NotifyDecision.of(new NotifyDecision.Group(waiting, told, inFlight, dueAt, rounds, times), now))
                .isEqualTo(new NotifyDecision(action, reason, at));
    }

    private static Change change(char letter, String alert) {
        return switch (letter) {
            case 'F' -> Transitions.change(Transitions.firing(alert, "warning"));
            case 'P' -> Transitions.change(Transitions.firing(alert, "page"));
            case 'C' -> Transitions.change(Transitions.changed(alert, 2, "warning", "info"));
            case 'Q' -> Transitions.change(Transitions.resolved(alert, 2, "page"));
            case 'A' -> Transitions.change(Transitions.firing(alert, "warning")).again(1);
            default -> Transitions.change(Transitions.resolved(alert, 2, "warning"));
        };
    }
}

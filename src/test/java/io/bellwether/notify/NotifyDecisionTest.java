package io.bellwether.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Transition;
import io.bellwether.notify.NotifyDecision.Action;
import io.bellwether.notify.NotifyDecision.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotifyDecisionTest {

    /** {@code F}, {@code C}, {@code R} for what there is to say. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            '',  0, false, 0,   100, NOTHING,         NONE
            '',  3, false, 0,   100, NOTHING,         NONE
            F,   0, true,  0,   100, WAIT_FOR_ANSWER, NONE
            F,   0, false, 101, 100, WAIT_FOR_TIME,   NONE
            F,   0, false, 100, 100, SEND,            FIRST
            F,   0, false, 0,   100, SEND,            FIRST
            FF,  0, false, 0,   100, SEND,            FIRST
            F,   2, false, 0,   100, SEND,            NEW_ALERTS
            RF,  2, false, 0,   100, SEND,            NEW_ALERTS
            C,   1, false, 0,   100, SEND,            SEVERITY_CHANGED
            CR,  2, false, 0,   100, SEND,            SEVERITY_CHANGED
            R,   2, false, 0,   100, SEND,            SOME_RESOLVED
            RR,  2, false, 0,   100, SEND,            ALL_RESOLVED
            R,   0, false, 0,   100, SEND,            ALL_RESOLVED
            """)
    void decides(String letters, long told, boolean inFlight, long dueAt, long now, Action action, Reason reason) {
        List<Change> changes = new ArrayList<>();
        for (char letter : letters.toCharArray()) {
            String alert = "a" + changes.size();
            Transition transition =
                    switch (letter) {
                        case 'F' -> Transitions.firing(alert, "page");
                        case 'C' -> Transitions.changed(alert, 2, "page", "warning");
                        default -> Transitions.resolved(alert, 2, "page");
                    };
            changes.add(Transitions.change(transition));
        }
        assertThat(NotifyDecision.of(changes, told, inFlight, dueAt, now))
                .isEqualTo(new NotifyDecision(action, reason));
    }
}

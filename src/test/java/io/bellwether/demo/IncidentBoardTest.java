package io.bellwether.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.simulate.Incident;
import io.bellwether.simulate.IncidentKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IncidentBoardTest {

    private static final long START = 1_700_000_000_000L;
    private static final long END = START + 120_000;
    private static final Map<String, String> MEASUREMENTS =
            Map.of("service-level", "queue", "oldest", "queue", "angry", "sentiment");

    private final IncidentBoard board = new IncidentBoard(
            List.of(
                    incident("surge-1", START, END, "presale"),
                    incident("surge-2", START + 100_000, END + 100_000, "vip")),
            MEASUREMENTS);

    @Test
    void showsOnlyWhatHasBegunAndWhatComesNext() {
        assertThat(board.begun(List.of(), START - 1)).isEmpty();
        assertThat(board.next(START - 1).name()).isEqualTo("surge-1");
        assertThat(board.begun(List.of(), START)).hasSize(1);
        assertThat(board.next(START).name()).isEqualTo("surge-2");
        assertThat(board.next(START + 100_000)).isNull();
    }

    @Test
    void anIncidentIsAlertedByTheFirstAlertAndResolvedByTheLastEndAfterItsOwn() {
        AlertInbox.Alert early = alert("oldest", "presale", START + 30_000, END + 20_000);
        AlertInbox.Alert firing = alert("service-level", "presale", START + 50_000, -1);
        AlertInbox.Alert ended = alert("service-level", "presale", START + 50_000, END + 70_000);

        IncidentBoard.Row open = row(List.of(firing, early), END + 30_000);
        assertThat(open.isAlerted()).isTrue();
        assertThat(open.alertedAfterMillis()).isEqualTo(30_000);
        assertThat(open.isResolved()).isFalse();

        IncidentBoard.Row over = row(List.of(ended, early), END + 80_000);
        assertThat(over.isResolved()).isTrue();
        assertThat(over.resolvedAfterMillis()).isEqualTo(120_000 + 70_000);
    }

    @Test
    void isNotResolvedWhileItGoesOn() {
        AlertInbox.Alert passing = alert("oldest", "presale", START + 30_000, START + 60_000);

        assertThat(row(List.of(passing), END - 1).isResolved()).isFalse();
        assertThat(row(List.of(passing), END).isResolved()).isTrue();
    }

    @Test
    void alertsOfOtherQueuesMeasurementsTimesAndCasesAreNotItsOwn() {
        List<AlertInbox.Alert> others = List.of(
                alert("oldest", "orders", START + 30_000, -1),
                alert("angry", "presale", START + 30_000, -1),
                alert("unknown-rule", "presale", START + 30_000, -1),
                alert("oldest", "presale", START - 1, -1),
                alert("oldest", "presale", END + IncidentBoard.AFTERMATH_MILLIS + 1, -1),
                new AlertInbox.Alert("oldest", "title", "page", "presale", "case-1", 1, START, START + 30_000, -1));

        assertThat(row(others, END).isAlerted()).isFalse();
    }

    @Test
    void isMissedWhereNothingCameAMinuteAfterItsEnd() {
        assertThat(row(List.of(), END + IncidentBoard.AFTERMATH_MILLIS).isMissed())
                .isFalse();
        assertThat(row(List.of(), END + IncidentBoard.AFTERMATH_MILLIS + 1).isMissed())
                .isTrue();
    }

    private IncidentBoard.Row row(List<AlertInbox.Alert> alerts, long now) {
        return board.begun(alerts, now).get(0);
    }

    static AlertInbox.Alert alert(String uid, String queue, long toldAt, long resolvedAt) {
        return new AlertInbox.Alert(uid, "title", "warning", queue, "", 1, toldAt, toldAt, resolvedAt);
    }

    static Incident incident(String name, long start, long end, String queue) {
        return new Incident(
                name,
                IncidentKind.SURGE,
                "Promotion: four times the usual arrivals in " + queue,
                start,
                end,
                Map.of("queue", List.of(queue)),
                4,
                IncidentKind.SURGE.expectedSignals(),
                "");
    }
}

package io.bellwether.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.dashboard.BoardLanguage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of the figures of any period. */
class ReportPropertyTest {

    @TempDir
    private Path folder;

    /** Also where the parts are of unlike length, and whatever the kind of figure. */
    @Test
    void aPeriodInTwoPartsAddsUp() throws Exception {
        Hours hours = Hours.of(75, new Random(1));
        Ledger days = hours.report(folder, "2026-Q1").days();
        Random random = new Random(2);
        LocalDate first = LocalDate.of(2026, 1, 1);
        for (Scope scope : days.scopes()) {
            for (ReportFigure figure : ReportFigure.values()) {
                for (int run = 0; run < 20; run++) {
                    LocalDate middle = first.plusDays(random.nextInt(90));
                    LocalDate end = middle.plusDays(random.nextInt(90));
                    FigureParts parts = days.of(scope, figure, first, middle)
                            .and(days.of(scope, figure, middle, end), figure.adding());
                    FigureParts whole = days.of(scope, figure, first, end);
                    assertThat(parts.value(figure.adding()))
                            .as("%s of %s", figure, scope)
                            .isCloseTo(whole.value(figure.adding()), within(1e-6));
                }
            }
        }
    }

    @Test
    void theQueuesTogetherAreTheWhole() throws Exception {
        Ledger days = Hours.of(40, new Random(3)).report(folder, "2026-01").days();
        for (ReportFigure figure : ReportFigure.values()) {
            FigureParts all = days.of(Scope.ALL, figure, Hours.period("2026-01"));
            if (!all.isKnown() || figure.adding() == FigureParts.Adding.LEVEL) {
                continue;
            }
            FigureParts queues = FigureParts.NONE;
            for (String queue : List.of("orders", "vip")) {
                queues = queues.and(days.of(Scope.ofQueue(queue), figure, Hours.period("2026-01")), figure.adding());
            }
            if (figure != ReportFigure.LONGEST_WAIT && figure != ReportFigure.HANDLE) {
                assertThat(queues.value(figure.adding()))
                        .as(figure.name())
                        .isCloseTo(all.value(figure.adding()), within(1e-6));
            }
        }
        // a level is of the same hours in each queue
        double open = days.value(Scope.ALL, ReportFigure.OPEN, Hours.period("2026-01"));
        assertThat(days.value(Scope.ofQueue("orders"), ReportFigure.OPEN, Hours.period("2026-01"))
                        + days.value(Scope.ofQueue("vip"), ReportFigure.OPEN, Hours.period("2026-01")))
                .isCloseTo(open, within(1e-6));
    }

    @Test
    void theOrderOfRowsDoesNotMatter() throws Exception {
        Hours hours = Hours.of(70, new Random(4));
        for (int i = 0; i < 40; i++) {
            hours.live.add("queue_interval,rollup=queue,queue=q" + i % 3 + " offered=9i,answered=" + i % 5
                    + "i,lost_unmet=2i " + (Hours.START + i * 1_800_000L));
            hours.live.add("alert_events,rule=r" + i % 4 + ",severity=page,transition=firing alert_id=\"a" + i
                    + "\",starts_at=" + (Hours.START + i) + "i " + (Hours.START + i));
            hours.live.add("alert_events,rule=r" + i % 4 + ",severity=page,transition=resolved alert_id=\"a" + i
                    + "\",starts_at=" + (Hours.START + i) + "i,end_ms=" + (Hours.START + i * 1_000L + 500) + "i "
                    + (Hours.START + i * 1_000L));
        }
        Report one = hours.report(folder, "2026-02");
        Report quarter = hours.report(folder, "2026-Q1");
        Collections.shuffle(hours.trends, new Random(5));
        Collections.shuffle(hours.live, new Random(6));
        Report other = hours.report(folder, "2026-02");
        assertThat(HtmlReport.of(other, BoardLanguage.EN, "x")).isEqualTo(HtmlReport.of(one, BoardLanguage.EN, "x"));
        assertThat(CsvReport.of(hours.report(folder, "2026-Q1"))).isEqualTo(CsvReport.of(quarter));
    }
}

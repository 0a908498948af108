package io.bellwether.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.dashboard.BoardLanguage;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportTest {

    private static final long DAY = 24 * Hours.HOUR;

    @TempDir
    private Path folder;

    private Hours hours;

    @BeforeEach
    void twoMonths() {
        hours = Hours.of(59, new Random(1));
    }

    @Test
    void aPeriodWithoutHoursSaysWhichThereAre() {
        assertThatThrownBy(() -> hours.report(folder, "2025-12"))
                .isInstanceOf(NoHours.class)
                .hasMessageContaining("no hours of 2025-12")
                .hasMessageContaining("2026-01 to 2026-02");
        hours.trends.clear();
        assertThatThrownBy(() -> hours.report(folder, "2025-12"))
                .isInstanceOf(NoHours.class)
                .hasMessageContaining("--trends");
    }

    @Test
    void ratiosAreSumsOverSums() throws Exception {
        hours.trends.clear();
        hours.trends.add(
                "queue,rollup=all answered=1i,answered_in_threshold=1i,handled=1i,handle_mean_s=10 " + Hours.START);
        hours.trends.add("queue,rollup=all answered=99i,answered_in_threshold=0i,handled=3i,handle_mean_s=50 "
                + (Hours.START + Hours.HOUR));
        Ledger days = hours.report(folder, "2026-01").days();
        assertThat(days.value(Scope.ALL, ReportFigure.SERVICE_LEVEL, Hours.period("2026-01")))
                .isEqualTo(0.01);
        assertThat(days.value(Scope.ALL, ReportFigure.HANDLE, Hours.period("2026-01")))
                .isEqualTo(40);
    }

    /** A level of zero is written once: hours without a row count, as far as any rows are. */
    @Test
    void levelsAreMeansOfTime() throws Exception {
        hours.trends.clear();
        hours.trends.add("cases,rollup=all open=6i " + Hours.START);
        hours.trends.add("cases,rollup=all open=0i " + (Hours.START + Hours.HOUR));
        hours.trends.add("cases,rollup=all open=3i " + (Hours.START + 2 * DAY - Hours.HOUR));
        Ledger days = hours.report(folder, "2026-01").days();
        assertThat(days.value(Scope.ALL, ReportFigure.OPEN, Hours.period("2026-01")))
                .isCloseTo(9 / 48.0, within(1e-9));
        assertThat(days.value(Scope.ALL, ReportFigure.OPEN_AT_END, Hours.period("2026-01")))
                .isEqualTo(3);
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        hours.trends.removeIf(line -> {
            long time = Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
            return time >= Hours.START + 40 * DAY && time < Hours.START + 43 * DAY;
        });
        hours.live.add("queue_interval,rollup=queue,queue=a offered=1i " + (Hours.START + 50 * DAY));
        Report report = hours.report(folder, "2026-02");
        assertThat(report.notes())
                .contains(
                        new Note(Note.Kind.HOURS_GAP, Hours.START + 40 * DAY, Hours.START + 43 * DAY),
                        Note.of(Note.Kind.HALF_HOURS_SINCE, Hours.START + 50 * DAY),
                        Note.of(Note.Kind.NO_ALERTS));
        assertThat(HtmlReport.of(report, BoardLanguage.EN, "x"))
                .contains("No hour from 2026-02-10 00:00 to 2026-02-13 00:00", "kept from 2026-02-20 00:00 on");
        assertThat(hours.report(folder, "2026-Q1").missing()).contains("hours_until", "hours_gap");
    }

    /** One was seen to, one silenced, one ignored; of the fourth nobody was told, the fifth began before. */
    /** A sum of a third of a month does not stand beside whole ones as if it were one. */
    @Test
    void monthsThatAreKnownInPartAreMarked() throws Exception {
        hours.trends.removeIf(row -> {
            long time = Long.parseLong(row.substring(row.lastIndexOf(' ') + 1));
            return time < Hours.START + 19 * DAY + 12 * Hours.HOUR;
        });
        Report report = hours.report(folder, "2026-02");
        assertThat(HtmlReport.of(report, BoardLanguage.EN, "x"))
                .contains(">2026-01*<", ">2026-02<")
                .contains("* 2026-01: Only 11.5 of its 31 days are known.")
                .contains("as far as there are hours. Only 11.5 of its 31 days are known.")
                .doesNotContain("2026-02*");
        assertThat(HtmlReport.of(report, BoardLanguage.ZH, "x")).contains("* 2026-01: 仅有其中 11.5 天（共 31 天）的数据。");
    }

    /** January 2026 has five Thursdays and four Mondays. */
    @Test
    void hoursOfTheWeekAreMeansOfSuchHours() throws Exception {
        hours.trends.clear();
        for (int hour = 0; hour < 24 * 31; hour++) {
            hours.trends.add("queue,rollup=all offered=6i " + (Hours.START + hour * Hours.HOUR));
        }
        HourWeek week = hours.report(folder, "2026-01").week();
        for (int day = 0; day < HourWeek.DAYS; day++) {
            assertThat(week.value(ReportFigure.OFFERED, day, 10)).isEqualTo(6);
        }
        // of half of which nothing is known
        hours.trends.subList(0, 24 * 14).clear();
        hours.trends.removeIf(row -> row.endsWith(" " + (Hours.START + (24 * 21 + 10) * Hours.HOUR)));
        week = hours.report(folder, "2026-01").week();
        assertThat(week.value(ReportFigure.OFFERED, 0, 10)).isEqualTo(6);
        assertThat(week.value(ReportFigure.OFFERED, 3, 10)).isEqualTo(4);
    }

    @Test
    void precisionIsWhatPeopleSawToOfWhatTheyWereTold() throws Exception {
        long[] begins = {31, 32, 33, 34, 30};
        for (int i = 0; i < begins.length; i++) {
            long begin = Hours.START + begins[i] * DAY;
            String alert = " alert_id=\"a" + i + "\",starts_at=" + begin + "i";
            hours.live.add("alert_events,rule=r,severity=warning,transition=firing" + alert + " " + begin);
            if (i != 2) {
                hours.live.add("alert_events,rule=r,severity=page,transition=resolved" + alert + ",end_ms="
                        + (begin + 60_000L * (i + 1)) + "i " + (begin + 60_000L * (i + 1)));
            }
            if (i != 3) {
                hours.live.add("notifications,decision=told,receiver=x,rule=r,severity=page" + alert
                        + ",reason=\"first notification\" " + (begin + 1));
            }
        }
        String silence =
                "notifications,decision=held,receiver=x,rule=r,severity=page alert_id=\"a%d\",starts_at=%di,reason=\"%s\" %d";
        hours.live.add(silence.formatted(0, Hours.START + 31 * DAY, "acknowledged", Hours.START + 31 * DAY + 5));
        hours.live.add(silence.formatted(0, Hours.START + 31 * DAY, "silenced", Hours.START + 31 * DAY + 6));
        hours.live.add(silence.formatted(1, Hours.START + 32 * DAY, "silenced", Hours.START + 32 * DAY + 5));
        Report report = hours.report(folder, "2026-02");
        assertThat(report.rules()).singleElement().satisfies(rule -> {
            assertThat(rule)
                    .extracting(AlertsOfRule::alerts, AlertsOfRule::open, AlertsOfRule::told)
                    .containsExactly(4, 1, 3);
            assertThat(rule)
                    .extracting(AlertsOfRule::acknowledged, AlertsOfRule::silenced, AlertsOfRule::ignored)
                    .containsExactly(1, 1, 1);
            assertThat(rule.severity()).isEqualTo("page");
            assertThat(rule.precision()).isCloseTo(1 / 3.0, within(1e-9));
            // 1, 2 and 4 minutes, and one that lasts till the last that is known
            assertThat(rule.median()).isBetween(120.0, 240.0);
        });
        assertThat(HtmlReport.of(report, BoardLanguage.EN, "x")).contains("33.3 %");
    }

    /** What began on the last evening of a month is seen to and ends in the next. */
    @Test
    void whatBecameOfAnAlertIsLookedForBeyondThePeriod() throws Exception {
        long begin = Hours.START + 59 * DAY - 600_000;
        String alert = " alert_id=\"a\",starts_at=" + begin + "i";
        String of = "rule=r,severity=page";
        hours.live.add("alert_events," + of + ",transition=firing" + alert + " " + begin);
        hours.live.add(
                "notifications,decision=told,receiver=x," + of + alert + ",reason=\"first notification\" " + begin);
        long seen = begin + 900_000;
        hours.live.add("notifications,decision=held,receiver=x," + of + alert + ",reason=\"acknowledged\" " + seen);
        long end = begin + 1_800_000;
        hours.live.add("alert_events," + of + ",transition=resolved" + alert + ",end_ms=" + end + "i " + end);
        assertThat(hours.report(folder, "2026-02").rules()).singleElement().satisfies(rule -> {
            assertThat(rule.open()).isZero();
            assertThat(rule.acknowledged()).isEqualTo(1);
            assertThat(rule.ignored()).isZero();
            assertThat(rule.median()).isEqualTo(1_800);
        });
    }

    /** Names come from events, and from rules. */
    @ParameterizedTest
    @EnumSource(BoardLanguage.class)
    void namesFromEventsDoNoHarm(BoardLanguage language) throws Exception {
        List<String> bad = List.of(
                "<script>alert(1)</script>",
                "\"><img\\ src\\=x\\ onerror\\=y>",
                "\\=cmd()",
                "@SUM(A1)",
                "-2+3",
                "&amp;",
                "a\\,\"b");
        for (String name : bad) {
            for (String more : List.of("", "i")) {
                hours.live.add("queue_interval,rollup=queue,queue=" + name + " answered=9i,lost_unmet=5i "
                        + (Hours.START + 40 * DAY + more.length()));
            }
            hours.live.add("alert_events,rule=" + name + ",severity=" + name + ",transition=firing alert_id=\"x"
                    + name.length() + "\",starts_at=" + (Hours.START + 40 * DAY) + "i " + (Hours.START + 40 * DAY));
            for (int day = 0; day < 59; day++) {
                String of = "queue=" + name + " answered=9i,answered_in_threshold=" + (day < 40 ? 9 : 1);
                hours.trends.add("queue,rollup=queue," + of + "i,offered=9i " + (Hours.START + day * DAY));
                hours.trends.add("sla,clock=" + name + ",rollup=queue\\,tier,tier=" + name + ",queue=" + name
                        + " met=1i,breached=1i " + (Hours.START + day * DAY));
            }
        }
        Report report = hours.report(folder, "2026-02");
        String html = HtmlReport.of(report, language, "<b>here</b>");
        assertThat(html)
                .doesNotContain("<script", "<img", "<b>here", "onerror=\"", "http://", "https://")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;b&gt;here", "&amp;amp;");
        String csv = String.join("\n", CsvReport.of(report).values());
        assertThat(csv).contains("'=cmd()", "'@SUM(A1)", "'-2+3", "\"a,\"\"b\"");
        assertThat(csv.lines()).noneMatch(line -> line.matches("(.*,)?[=@].*"));
    }

    @Test
    void aChangeIsToldWithItsDayAndSize() throws Exception {
        hours.trends.clear();
        for (int day = 0; day < 59; day++) {
            for (String of : List.of("rollup=all", "rollup=queue,queue=q")) {
                hours.trends.add("queue," + of + " offered=20i,handled=10i,handle_mean_s="
                        + ((day < 40 ? 300 : 240) + day % 3) + " " + (Hours.START + day * DAY));
            }
        }
        Report report = hours.report(folder, "2026-02");
        assertThat(report.ofPeriod()).hasSize(2).allSatisfy(change -> {
            assertThat(change.figure()).isEqualTo(ReportFigure.HANDLE);
            assertThat(change.day()).isEqualTo("2026-02-10");
            assertThat(change.before()).isBetween(300.0, 302.0);
            assertThat(change.after()).isBetween(240.0, 242.0);
            assertThat(change.isBetter()).isTrue();
        });
        assertThat(HtmlReport.of(report, BoardLanguage.EN, "x"))
                .contains("q: handle time (AHT) since 2026-02-10 4 min 1 s, before 5 min 1 s (−20 %).");
        assertThat(HtmlReport.of(report, BoardLanguage.ZH, "x")).contains("q：平均处理时长（AHT）自 2026-02-10 起为 4 min 1 s");
    }
}

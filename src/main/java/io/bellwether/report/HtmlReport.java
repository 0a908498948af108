package io.bellwether.report;

import io.bellwether.dashboard.BoardLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A report as one page of HTML that needs nothing else: no script, nothing fetched, charts drawn inline. */
public final class HtmlReport {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int CHANGES_IN_SHORT = 5;

    private final Report report;
    private final Words words;
    private final Numbers numbers;
    private final Markup out = new Markup();

    private HtmlReport(Report report, BoardLanguage language) {
        this.report = report;
        this.words = new Words(language);
        this.numbers = new Numbers(words);
    }

    /** @param source where the figures come from, in words */
    public static String of(Report report, BoardLanguage language, String source) {
        HtmlReport page = new HtmlReport(report, language);
        page.write(source);
        return "<!DOCTYPE html>\n" + page.out;
    }

    private void write(String source) {
        Period period = report.period();
        String title = words.heading("title", "period", period.name());
        String lang = words.language() == BoardLanguage.EN ? "en" : "zh-CN";
        out.open("html", "lang", lang).open("head").empty("meta", "charset", "utf-8");
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        out.element("title", title).line().style(sheet()).close("head").open("body").line();
        out.element("h1", title).line();
        quiet(words.text(
                "subtitle",
                "first",
                period.first().toString(),
                "last",
                period.next().minusDays(1).toString(),
                "zone",
                period.zone().toString(),
                "source",
                source));
        missing();
        inShort();
        FigureSections figures = new FigureSections(report, words, numbers, out);
        figures.key();
        figures.columns();
        charts();
        changes();
        figures.queues();
        new AttainmentSection(report, words, numbers, out).write();
        week();
        EventSections events = new EventSections(report, words, numbers, out);
        events.halfHours();
        events.alerts();
        figures.how();
        out.close("body").close("html").line();
    }

    private static String sheet() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void quiet(String text) {
        out.element("p", text, "class", "quiet").line();
    }

    private void missing() {
        if (report.notes().isEmpty()) {
            return;
        }
        out.element("h3", words.heading("missing")).open("ul", "class", "quiet");
        for (Note note : report.notes()) {
            out.element("li", words.note(note, minute(note.from()), minute(note.to())));
        }
        out.close("ul").line();
    }

    private String minute(long millis) {
        return MINUTE.format(Instant.ofEpochMilli(millis).atZone(report.period().zone()));
    }

    /** What became otherwise, since that is what a reader has to know first. */
    private void inShort() {
        out.element("h2", words.heading("summary"));
        List<Change> changes = report.ofPeriod();
        if (changes.isEmpty()) {
            out.element("p", words.text("no_changes")).line();
            return;
        }
        out.open("ul");
        for (Change change : changes.subList(0, Math.min(CHANGES_IN_SHORT, changes.size()))) {
            out.element(
                    "li",
                    words.text(
                            "changed",
                            "figure",
                            words.figure(change.figure()),
                            "day",
                            change.day().toString(),
                            "after",
                            level(change, change.after()),
                            "before",
                            level(change, change.before()),
                            "change",
                            numbers.change(change.figure(), change.before(), change.after()),
                            "where",
                            where(change.scope())));
        }
        out.close("ul").line();
    }

    private String level(Change change, double value) {
        String text = numbers.value(change.figure(), value);
        return change.figure().adding() == Tally.Adding.SUM ? words.text("per_day", "value", text) : text;
    }

    private String where(Scope scope) {
        if (!scope.clock().isEmpty()) {
            return words.clock(scope.clock());
        }
        return scope.queue().isEmpty() ? words.column("all_queues") : scope.queue();
    }

    private void charts() {
        out.element("h2", words.heading("days"));
        quiet(words.text(
                "drawn",
                "from",
                report.period().firstLooked().toString(),
                "to",
                report.period().next().minusDays(1).toString()));
        out.open("div", "class", "charts").line();
        for (Figure figure : Figure.DRAWN) {
            LineChart chart = new LineChart(report, Scope.ALL, figure, numbers);
            if (!chart.isEmpty()) {
                String name = words.figure(figure);
                out.open("figure").element("h3", name);
                chart.write(out, name, changesOf(figure));
                out.close("figure").line();
            }
        }
        out.close("div").line();
    }

    private List<Change> changesOf(Figure figure) {
        return report.changes().stream()
                .filter(change -> change.figure() == figure && change.scope().equals(Scope.ALL))
                .toList();
    }

    private void changes() {
        out.element("h2", words.heading("changes"));
        quiet(words.text("how_changes"));
        List<Change> changes = report.ofPeriod();
        if (changes.isEmpty()) {
            out.element("p", words.text("no_changes")).line();
            return;
        }
        Table table = new Table(
                3,
                List.of(
                        words.column("where"),
                        words.column("figure"),
                        words.column("since"),
                        words.column("lasted"),
                        words.column("from_to"),
                        words.column("change")));
        for (Change change : changes.subList(0, Math.min(EventSections.MOST, changes.size()))) {
            table.row(List.of(
                    where(change.scope()),
                    words.figure(change.figure()),
                    change.day().toString(),
                    words.text("days", "value", Long.toString(change.days())),
                    level(change, change.before()) + " → " + level(change, change.after())));
            table.cell(
                    numbers.change(change.figure(), change.before(), change.after()),
                    FigureSections.kind(change.figure(), change.before(), change.after()));
        }
        table.write(out);
        if (changes.size() > EventSections.MOST) {
            quiet(words.text("more_changes", "count", Integer.toString(changes.size() - EventSections.MOST)));
        }
    }

    private void week() {
        if (!report.week().has(Figure.OFFERED)) {
            return;
        }
        out.element("h2", words.heading("week"));
        quiet(words.text("week"));
        out.open("div", "class", "charts").line();
        for (Figure figure : List.of(Figure.OFFERED, Figure.SERVICE_LEVEL)) {
            String name = words.figure(figure);
            out.open("figure").element("h3", name);
            new HeatMap(report.week(), figure, numbers, words.text("weekdays").split(" ")).write(out, name);
            out.close("figure").line();
        }
        out.close("div").line();
    }
}

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

    private final Report report;
    private final ReportWords words;
    private final NumberTexts numbers;
    private final Markup out = new Markup();

    private HtmlReport(Report report, BoardLanguage language) {
        this.report = report;
        this.words = new ReportWords(language);
        this.numbers = new NumberTexts(words);
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
        out.element("title", title)
                .line()
                .style(sheet())
                .close("head")
                .open("body")
                .line();
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
        ChangeSections changes = new ChangeSections(report, words, numbers, out);
        changes.inShort();
        FigureSections figures = new FigureSections(report, words, numbers, out);
        figures.key();
        figures.columns();
        changes.days();
        changes.changes();
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

    private void week() {
        if (!report.week().has(ReportFigure.OFFERED)) {
            return;
        }
        out.element("h2", words.heading("week"));
        quiet(words.text("week"));
        out.open("div", "class", "charts").line();
        for (ReportFigure figure : List.of(ReportFigure.OFFERED, ReportFigure.SERVICE_LEVEL)) {
            String name = words.figure(figure);
            out.open("figure").element("h3", name);
            new HeatMap(report.week(), figure, numbers, words.text("weekdays").split(" ")).write(out, name);
            out.close("figure").line();
        }
        out.close("div").line();
    }
}

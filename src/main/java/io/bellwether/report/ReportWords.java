package io.bellwether.report;

import io.bellwether.dashboard.BoardLanguage;
import io.bellwether.dashboard.Vocabulary;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a report says in a language: texts of {@value #FILE}, names of clocks and meanings of numbers as on the dashboards. */
final class ReportWords {

    static final String FILE = "report.yaml";
    private static final List<String> SECTIONS = List.of("figures", "headings", "columns", "notes", "texts");

    private final BoardLanguage language;
    private final Vocabulary vocabulary;
    /** By section and key, with a dot between. */
    private final Map<String, String> texts = new HashMap<>();

    ReportWords(BoardLanguage language) {
        this.language = language;
        this.vocabulary = new Vocabulary(language);
        List<YamlProblem> problems = new ArrayList<>();
        YamlMap all = YamlMap.root(FILE, file(), problems);
        if (all != null) {
            for (String section : SECTIONS) {
                YamlMap map = all.section(section);
                for (String key : map.names()) {
                    YamlMap both = map.section(key);
                    String en = both.required("en", "the English text");
                    String zh = both.required("zh", "the Chinese text");
                    both.done();
                    texts.put(section + "." + key, language == BoardLanguage.EN ? en : zh);
                }
            }
            all.done();
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException(YamlProblem.lines(problems));
        }
    }

    private static String file() {
        try (InputStream in = ReportWords.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BoardLanguage language() {
        return language;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** @param filled names and values by turns */
    private String of(String key, String... filled) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalStateException(FILE + " has no " + key);
        }
        for (int i = 0; i < filled.length; i += 2) {
            text = text.replace("{" + filled[i] + "}", filled[i + 1]);
        }
        return text;
    }

    String figure(ReportFigure figure) {
        return of("figures." + figure.code());
    }

    String heading(String key, String... filled) {
        return of("headings." + key, filled);
    }

    String column(String key) {
        return of("columns." + key);
    }

    String text(String key, String... filled) {
        return of("texts." + key, filled);
    }

    String note(Note note, String from, String to) {
        return of("notes." + note.kind().name().toLowerCase(Locale.ROOT), "from", from, "to", to);
    }

    String clock(String clock) {
        return vocabulary.name("clock", clock);
    }

    String severity(String severity) {
        return vocabulary.name("severity", severity);
    }
}

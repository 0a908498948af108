package io.bellwether.simulate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What people and bots write: lines with slots, by language and situation, all written for this simulation. A section
 * is found by its most specific name: {@code customer.refund.angry}, else {@code customer.any.angry}.
 */
final class Phrasebook {
    private static final List<String> LANGUAGES = List.of("zh", "en", "es", "de", "fr");
    private static final String FALLBACK = "en";

    private final Map<String, Map<String, List<String>>> sections = new LinkedHashMap<>();

    private Phrasebook() {}

    /** The built-in lines. */
    static Phrasebook load() {
        Phrasebook texts = new Phrasebook();
        for (String language : LANGUAGES) {
            texts.sections.put(language, read(language));
        }
        return texts;
    }

    /** The lines of a language, with their slots unfilled. */
    Map<String, List<String>> sections(String language) {
        return sections.get(language);
    }

    static List<String> languages() {
        return LANGUAGES;
    }

    /** A line of {@code who.topic.how}, with {@code any} for a topic that the language has no lines on. */
    String line(String language, String who, String topic, String how, Dice dice) {
        Map<String, List<String>> own = sections.getOrDefault(language, sections.get(FALLBACK));
        List<String> lines = own.get(who + "." + topic + "." + how);
        return fill(dice.pick(lines != null ? lines : require(own, who + ".any." + how)), own, dice);
    }

    /** A line of a section without a topic. */
    String line(String language, String section, Dice dice) {
        Map<String, List<String>> own = sections.getOrDefault(language, sections.get(FALLBACK));
        return fill(dice.pick(require(own, section)), own, dice);
    }

    private static List<String> require(Map<String, List<String>> own, String section) {
        List<String> lines = own.get(section);
        if (lines == null) {
            throw new IllegalStateException("the texts have no section [" + section + "]");
        }
        return lines;
    }

    private static String fill(String line, Map<String, List<String>> own, Dice dice) {
        int open = line.indexOf('{');
        if (open < 0) {
            return line;
        }
        StringBuilder text = new StringBuilder(line.length() + 24);
        int from = 0;
        while (open >= 0) {
            int close = line.indexOf('}', open);
            text.append(line, from, open).append(slot(line.substring(open + 1, close), own, dice));
            from = close + 1;
            open = line.indexOf('{', from);
        }
        return text.append(line, from, line.length()).toString();
    }

    private static String slot(String name, Map<String, List<String>> own, Dice dice) {
        return switch (name) {
            case "order" -> Integer.toString(dice.between(10_000_000, 99_999_999));
            case "days" -> Integer.toString(dice.between(2, 12));
            case "minutes" -> Integer.toString(dice.between(5, 45));
            case "hours" -> Integer.toString(dice.between(2, 48));
            case "amount" -> Integer.toString(dice.between(19, 899));
            case "times" -> Integer.toString(dice.between(2, 6));
            default -> dice.pick(require(own, "slot." + name));
        };
    }

    private static Map<String, List<String>> read(String language) {
        Map<String, List<String>> result = new LinkedHashMap<>();
        List<String> section = null;
        try (InputStream in = Phrasebook.class.getResourceAsStream("texts/" + language + ".txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    section = result.computeIfAbsent(line.substring(1, line.length() - 1), key -> new ArrayList<>());
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    section.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("texts/" + language + ".txt could not be read", e);
        }
        return result;
    }
}

package io.bellwether.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every colour of text on what it stands on: at least 4.5 to 1, as WCAG 2.2 AA asks for (contrast ratio: its definition there). */
class ConsoleContrastTest {

    private static final String[][] ON = {
        {"text", "page card"},
        {"dim", "page card"},
        {"accent", "page card"},
        {"card", "accent"},
        {"bad", "page card bad-soft"},
        {"warn", "page card"},
        {"good", "page card good-soft"},
        {"page", "text"},
    };

    @ParameterizedTest
    @ValueSource(strings = {":root {", ":root[data-theme=\"dark\"] {"})
    void textIsReadable(String theme) throws Exception {
        Map<String, String> colours = colours(theme);
        for (String[] pair : ON) {
            for (String ground : pair[1].split(" ", -1)) {
                assertThat(ratio(colours.get(pair[0]), colours.get(ground)))
                        .as("%s on %s, %s", pair[0], ground, theme)
                        .isGreaterThanOrEqualTo(4.5);
            }
        }
    }

    private static Map<String, String> colours(String theme) throws Exception {
        String css;
        try (var in = Assets.class.getResourceAsStream("web/console.css")) {
            css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        int begin = css.indexOf(theme);
        Matcher colour = Pattern.compile("--([a-z-]+): (#[0-9a-f]{3,8});")
                .matcher(css.substring(begin, css.indexOf('}', begin)));
        Map<String, String> colours = new HashMap<>();
        while (colour.find()) {
            colours.put(colour.group(1), colour.group(2));
        }
        return colours;
    }

    private static double ratio(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        String hex = colour.length() == 4 ? colour.replaceAll("[0-9a-f]", "$0$0") : colour;
        double[] parts = new double[3];
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            parts[i] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }
}

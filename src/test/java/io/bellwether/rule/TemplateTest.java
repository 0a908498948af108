package io.bellwether.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    private static final long NOW = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = ';', textBlock = """
            {{value}};0.8;0.8
            {{value}};12;12
            {{ value }};1234.567;1234.57
            `{{value|percent}}`;0.825;82.5%
            `{{ value | percent }}`;0.8;80%
            `{{value|signed}}`;0.25;+0.25
            `{{value|signed}}`;-0.25;-0.25
            `{{value|duration}}`;45;45 s
            `{{value|duration}}`;125;2 min 5 s
            `{{value|duration}}`;600;10 min
            `{{value|duration}}`;3900;1 h 5 min
            `{{value|duration}}`;90000;1 d 1 h
            `{{value|duration}}`;NaN;no value
            `{{value|at}}`;7200.0000001;2026-03-02T14:00:00Z
            `{{value|at}}`;0;2026-03-02T12:00:00Z
            `{{value|at}}`;NaN;none
            `{{value|at}}`;Infinity;none
            `{{value|at}}`;1e300;none
            a {{value}} b {{value}};1;a 1 b 1
            no hole;1;no hole
            {{value}}{{value}} $1 }};2;22 $1 }}
            """)
    void fills(String text, double value, String expected) {
        assertThat(Template.of(text).fill(Map.<String, Object>of("value", value)::get, NOW))
                .isEqualTo(expected);
    }

    @Test
    void whatIsFilledInIsNotReadAgain() {
        assertThat(Template.of("{{a}}").fill(Map.<String, Object>of("a", "{{b}} $1 \\")::get, NOW))
                .isEqualTo("{{b}} $1 \\");
        assertThat(Template.of("{{missing}}").fill(name -> null, NOW)).isEqualTo("none");
    }

    @Test
    void linksAreEncoded() {
        assertThat(Template.of("http://g/?q={{q}}").link(Map.<String, Object>of("q", "a&b 售后")::get, NOW))
                .isEqualTo("http://g/?q=a%26b+%E5%94%AE%E5%90%8E");
        for (char c = ' '; c < 0x180; c++) {
            String word = "1" + c;
            assertThat(Template.of("{{q}}").link(name -> word, NOW)).isEqualTo(URLEncoder.encode(word, UTF_8));
        }
    }

    @Test
    void namesWhatCannotBeFilledIn() {
        assertThat(Template.problem("{{value}} {{labels.x}}", Set.of("value")::contains, "value"))
                .isEqualTo("unknown placeholder {{labels.x}}; known: value");
        assertThat(Template.problem("{{value|percent}}", Set.of("value")::contains, "value"))
                .isEmpty();
        assertThat(Template.problem("{{#if value}}", Set.of("value")::contains, "value"))
                .isNotEmpty();
    }
}

package io.bellwether.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A running job reads whatever somebody saves: it may refuse a file, but never stumble over it. */
class PolicyMutationTest {

    private static final int MUTATIONS = 20_000;
    private static final String[] PIECES = {
        ":",
        "- ",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        "*",
        "&a",
        "*a",
        "!",
        "|",
        "#",
        "\t",
        "\n",
        " ",
        "null",
        "~",
        "0",
        "-1",
        "1e9",
        "99999999999999999999",
        "24:00",
        "25:61",
        "2026-02-30",
        "..",
        "none",
        "Mars/Base",
        "1000000w",
        "售后",
        "\u0000",
        "\uD800",
        "<<: ",
        "? ",
        "---\n",
        "%YAML 9.9\n"
    };

    @Test
    void everyTextIsTakenOrRefused() throws IOException {
        List<String> files = files();
        Random random = new Random(17);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            StringBuilder text = new StringBuilder(files.get(i % files.size()));
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                mutate(text, random);
            }
            refused += isRefused(text.toString()) ? 1 : 0;
        }
        assertThat(refused).isBetween(MUTATIONS / 4, MUTATIONS - 1);
    }

    @Test
    void everyHolidayFileIsTakenOrRefused() {
        String days = """
                BEGIN:VCALENDAR
                VERSION:2.0
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20261001
                DTEND;VALUE=DATE:20261008
                SUMMARY:国庆节\\, national day
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;TZID=Europe/Berlin:20261224T140000
                DURATION:P1DT2H
                RRULE:FREQ=YEARLY;INTERVAL=1;UNTIL=20300101T000000Z
                STATUS:CONFIRMED
                END:VEVENT
                BEGIN:VEVENT
                DTSTART:20261231T120000Z
                DTEND:20261231T180000Z
                RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31;COUNT=3
                END:VEVENT
                END:VCALENDAR
                """.replace("\n", "\r\n");
        Random random = new Random(23);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            StringBuilder text = new StringBuilder(days);
            mutate(text, random);
            try {
                IcsHolidays.parse("mutated.ics", text.toString(), ZoneId.of("Asia/Shanghai"), "");
            } catch (PolicyException e) {
                assertThat(e.getMessage()).startsWith("mutated.ics");
                refused++;
            } catch (RuntimeException | StackOverflowError e) {
                fail("stumbled over\n" + text, e);
            }
        }
        assertThat(refused).isBetween(MUTATIONS / 10, MUTATIONS - 1);
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(12));
        switch (random.nextInt(4)) {
            case 0 -> text.delete(at, end);
            case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
            case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
            default -> text.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
        }
    }

    private static boolean isRefused(String text) {
        try {
            PolicyBook book = PolicyBook.parse("mutated.yaml", text);
            new Desk(book).created(0).agent(10).until(2_000);
            return false;
        } catch (PolicyException e) {
            assertThat(e.getMessage()).startsWith("mutated.yaml").contains("error: ");
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            return fail("stumbled over\n" + text, e);
        }
    }

    private static List<String> files() throws IOException {
        List<String> texts = new ArrayList<>();
        texts.add(Files.readString(Path.of("alert-rules/sla-policies.yaml")));
        try (Stream<Path> presets = Files.list(Path.of("alert-rules/presets"))) {
            for (Path file : (Iterable<Path>) presets.sorted()::iterator) {
                texts.add(Files.readString(file));
            }
        }
        assertThat(texts).hasSize(8);
        return texts;
    }
}

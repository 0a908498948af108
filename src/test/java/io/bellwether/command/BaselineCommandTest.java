package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.Bellwether;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineCommandTest {

    @TempDir
    private Path folder;

    private String run(String command, String text, String... more) throws Exception {
        Path file = Files.writeString(folder.resolve("series.csv"), text);
        StringWriter out = new StringWriter();
        String[] arguments = new String[5 + more.length];
        arguments[0] = "rules";
        arguments[1] = "baseline";
        arguments[2] = command;
        arguments[3] = "--csv";
        arguments[4] = file.toString();
        System.arraycopy(more, 0, arguments, 5, more.length);
        int code = Bellwether.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
        return code + "\n"
                + out.toString().replace(file.toString(), "series.csv").replace("\r", "");
    }

    private static String series(int rows, int spike) {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("timestamp,value\n");
        for (int i = 0; i < rows; i++) {
            text.append(Instant.ofEpochSecond(i * 300L))
                    .append(',')
                    .append(i == spike ? 99 : random.nextInt(10))
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void printsEachRowWithItsScore() throws Exception {
        List<String> lines = run("score", series(600, 500)).lines().toList();

        assertThat(lines.get(0)).isEqualTo("0");
        assertThat(lines.get(1)).isEqualTo("timestamp,value,anomaly_score");
        assertThat(lines).hasSize(602);
        assertThat(lines.get(2)).isEqualTo("1970-01-01T00:00:00Z,5,0.000000");
        assertThat(Double.parseDouble(lines.get(502).split(",")[2])).isGreaterThan(0.5);
    }

    /** What comes later changes no score. */
    @Test
    void looksNotAhead() throws Exception {
        assertThat(run("score", series(600, 590))).startsWith(run("score", series(580, -1)));
    }

    @Test
    void takesColumnsByNameAndRowsWithoutAValue() throws Exception {
        String text = "value,name,\"timestamp\"\n"
                + "1,a,2026-03-02 09:00:00.5\n"
                + ",b,2026-03-02T10:00:00+08:00\n\n"
                + "NaN,c,2026-03-03T10:00:00Z\n";

        assertThat(run("score", text)).isEqualTo("""
            0
            timestamp,value,anomaly_score
            2026-03-02 09:00:00.5,1,0.000000
            2026-03-02T10:00:00+08:00,,0.000000
            2026-03-03T10:00:00Z,NaN,0.000000
            """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time,value|series.csv:1: the first line must name the columns timestamp and value",
                "timestamp,value~yesterday,1|series.csv:2: the row has no timestamp such as 2026-03-02 09:00:00",
                "timestamp,value~2026-03-02 09:00:00,many|series.csv:2: the row has no number as its value but"
                        + " \"many\"",
                "timestamp,value~~2026-03-02 09:00:00|series.csv:3: the row has 1 columns"
            })
    void saysWhereAFileIsWrong(String text, String message) throws Exception {
        assertThat(run("score", text.replace('~', '\n'))).startsWith("2\n").contains(message);
    }

    @Test
    void showsWhatIsUsualAtEachHourOfTheWeek() throws Exception {
        StringBuilder text = new StringBuilder("timestamp,value\n");
        for (int hour = 0; hour < 4 * 168; hour++) {
            text.append(Instant.ofEpochSecond(hour * 3_600L))
                    .append(',')
                    .append(hour % 168 + hour / 168)
                    .append('\n');
        }

        List<String> lines = run("show", text.toString(), "--k", "1").lines().toList();

        assertThat(lines).hasSize(3 + 168);
        assertThat(lines.get(1)).isEqualTo("672 values, the last at 1970-01-28T23:00:00Z");
        assertThat(lines.get(3)).matches("Thu 00:00 +1\\.500 +-0\\.521 +3\\.521 +4  the season");
        assertThat(lines.get(4)).matches("Thu 01:00 +2\\.500 +0\\.479 +4\\.521 +4  the season");
        assertThat(run("show", text.toString(), "--zone", "Mars")).startsWith("2\n--zone: Mars is no time zone");
        assertThat(run("show", "timestamp,value\n")).startsWith("2\nseries.csv has no value");
    }
}

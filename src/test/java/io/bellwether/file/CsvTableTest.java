package io.bellwether.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    private static CsvTable table(String text) throws Exception {
        return CsvTable.of("t.csv", new BufferedReader(new StringReader(text)));
    }

    @Test
    void columnsGoByName() throws Exception {
        CsvTable table = table(
                "\uFEFFqueue, n ,\"at\"\r\n\n\"a, \"\"b\"\"\",1.5,2026-03-02 09:00:00\nc,,1970-01-01T08:00:00+08:00\n");

        assertThat(table.columns()).containsExactly("queue", "n", "at");
        CsvRow first = table.next();
        assertThat(first.text("queue")).isEqualTo("a, \"b\"");
        assertThat(first.number("n")).isEqualTo(1.5);
        assertThat(first.millis("at")).isEqualTo(1_772_442_000_000L);
        assertThat(first.line()).isEqualTo(3);
        CsvRow second = table.next();
        assertThat(second.number("n")).isNaN();
        assertThat(second.number("none")).isNaN();
        assertThat(second.millis("at")).isZero();
        assertThat(table.next()).isNull();
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        CsvTable table = table("queue,n\na\nb,many");

        assertThatThrownBy(() -> table.require(List.of("queue", "n", "at")))
                .hasMessage("t.csv:1: the first line must name the columns queue, n and at, as in \"queue,n,at\";"
                        + " it is \"queue,n\"");
        assertThatThrownBy(table::next).hasMessageStartingWith("t.csv:2: the row has 1 columns");
        CsvRow row = table.next();
        assertThatThrownBy(() -> row.number("n")).hasMessageStartingWith("t.csv:3: the row has no number as its n");
        assertThatThrownBy(() -> row.millis("queue")).hasMessageContaining("no queue such as 2026-03-02 09:00:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "with blank", " around ", "a,b", "say \"so\"", "x"})
    void whatIsWrittenIsReadAgain(String value) throws Exception {
        CsvTable table = table("a,b\n" + CsvTable.cell(value) + ",1\n");

        assertThat(table.next().text("a")).isEqualTo(value);
    }
}

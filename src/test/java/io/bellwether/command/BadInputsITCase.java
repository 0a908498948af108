package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.Bellwether;
import io.bellwether.command.BadInputs.Bad;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bad input that only a running job can find: the file is named through all that Flink wraps round it. */
class BadInputsITCase {

    @TempDir
    private Path base;

    @Test
    void aHistoryThatBreaksOffIsNamed() {
        Path history = new BadInputs(base).make(Bad.CUT_GZIP);
        StringWriter err = new StringWriter();
        String out = base.resolve("out").toString();
        int code = Bellwether.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute("replay", "--events", history.toString(), "--out", out, "--quiet");
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith(history + ": cannot be read on after line ");
        assertThat(code).isEqualTo(2);
    }
}

package io.bellwether.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextPoolTest {

    private static String read(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Texts.write(text, new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        String read = TextPool.ofThread().read(in);
        assertThat(in.available()).isZero();
        return read;
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        List<String> texts =
                new ArrayList<>(List.of("", "a", "é", "ÿ".repeat(64), "x".repeat(65), "火曜日", "\uD83D", "Aa", "BB"));
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            texts.add("queue-" + random.nextInt(4_000));
        }
        for (String text : texts) {
            assertThat(read(text)).isEqualTo(text);
        }
    }

    @Test
    void aTextThatComesAgainIsTheSameObject() throws IOException {
        assertThat(read("billing")).isSameAs(read("billing"));
    }
}

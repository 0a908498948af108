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

    private static List<String> readAll(List<String> texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Texts.writeAll(texts, new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        List<String> read = TextPool.ofThread().readAll(in);
        assertThat(in.available()).isZero();
        return read;
    }

    @Test
    void aListThatIsReadIsTheOneThatWasWritten() throws IOException {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            List<String> texts = new ArrayList<>();
            for (int n = random.nextInt(5); n > 0; n--) {
                texts.add(random.nextInt(4) == 0 ? "" : "value-" + random.nextInt(12));
            }
            assertThat(readAll(texts)).isEqualTo(texts);
        }
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add("x".repeat(i % 100));
        }
        assertThat(readAll(many)).isEqualTo(many);
    }

    /** The last two have the same hash. */
    @Test
    void aListThatComesAgainIsTheSameObject() throws IOException {
        assertThat(readAll(List.of("billing", "app"))).isSameAs(readAll(List.of("billing", "app")));
        assertThat(readAll(List.of("Aa"))).containsExactly("Aa");
        assertThat(readAll(List.of("BB"))).containsExactly("BB");
    }
}

package io.bellwether.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoodTest {

    private static Mood after(String signs) {
        Mood mood = Mood.UNKNOWN;
        for (int i = 0; i < signs.length(); i++) {
            double score =
                    switch (signs.charAt(i)) {
                        case '+' -> 0.8;
                        case '-' -> -0.8;
                        default -> 0.1;
                    };
            mood = mood.after(score, i * 60_000L);
        }
        return mood;
    }

    /** The first is vector 9 of the domain reference: positive at half and at nine tenths of the contact. */
    @ParameterizedTest
    @CsvSource({
        "....+...+., 78",
        "....-...-., -78",
        "+........., 7",
        ".........+, 64",
        "++++++++++, 100",
        "+-, -36",
        "....., 0",
        "'', 0"
    })
    void theScoreOfAContactWeighsLateMessagesMore(String signs, long score) {
        assertThat(after(signs).contactScore()).isEqualTo(score);
    }

    @Test
    void comesBackFromBytesAsItWas() throws IOException {
        for (String signs : new String[] {"", "+", ".-+--", "-----"}) {
            Mood mood = after(signs);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            mood.write(0, new DataOutputStream(bytes));
            assertThat(Mood.read(0, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                    .isEqualTo(mood);
        }
    }

    @Test
    void calmingChangesNothingElse() {
        Mood angry = after("+----");
        assertThat(angry.angry()).isTrue();
        assertThat(angry.calmed().angry()).isFalse();
        assertThat(angry.calmed().contactScore()).isEqualTo(angry.contactScore());
        assertThat(angry.calmed().after(0.9, 300_000)).isEqualTo(angry.after(0.9, 300_000));
    }
}

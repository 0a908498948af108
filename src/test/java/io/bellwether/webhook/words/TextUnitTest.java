package io.bellwether.webhook.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against what Java and JSON themselves count. */
class TextUnitTest {

    private static final int[] POINTS = {'a', '"', '\\', '\n', '\t', 1, 'é', '等', 0x1F600, 0xFFFF, 0x800, 0x7FF, 0x10000
    };

    @Test
    void countsAsJavaAndJsonDo() throws JsonProcessingException {
        SplittableRandom random = new SplittableRandom(1);
        for (int run = 0; run < 1_000; run++) {
            StringBuilder built = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                built.appendCodePoint(POINTS[random.nextInt(POINTS.length)]);
            }
            String text = built.toString();
            assertThat(TextUnit.UTF16.of(text)).isEqualTo(text.length());
            assertThat(TextUnit.CODE_POINTS.of(text)).isEqualTo(text.codePointCount(0, text.length()));
            assertThat(TextUnit.BYTES.of(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
            String json = new ObjectMapper().writeValueAsString(text);
            assertThat(TextUnit.JSON_BYTES.of(text)).isEqualTo(json.getBytes(StandardCharsets.UTF_8).length - 2);
            for (TextUnit unit : TextUnit.values()) {
                int limit = random.nextInt(60);
                String cut = unit.cut(text, limit);
                assertThat(text).startsWith(cut);
                assertThat(unit.of(cut)).isLessThanOrEqualTo(limit);
                if (cut.length() < text.length()) {
                    int more = Character.charCount(text.codePointAt(cut.length()));
                    assertThat(unit.of(text.substring(0, cut.length() + more))).isGreaterThan(limit);
                }
            }
        }
    }

    @Test
    void whatIsCutSaysSo() {
        assertThat(TextUnit.BYTES.shorten("等待等待", 12, "…")).isEqualTo("等待等待");
        assertThat(TextUnit.BYTES.shorten("等待等待!", 12, "…")).isEqualTo("等待等…");
        assertThat(TextUnit.UTF16.shorten("😀😀😀", 4, "…")).isEqualTo("😀…");
        assertThat(TextUnit.UTF16.shorten("😀😀😀", 0, "…")).isEmpty();
    }
}

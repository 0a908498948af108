package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FeatureExtractorTest {
    private static final int HAN_HASH = -1249008065;
    private static final int LATIN_HASH = -235088919;
    private static final int POST_HASH = 439761035;

    /** The bundled model was trained on these very hashes: whoever changes them raises the version and trains again. */
    @Test
    void hashesAreThoseOfTheVersion() {
        assertThat(FeatureExtractor.VERSION).isEqualTo(3);
        assertThat(Arrays.hashCode(hashes("客服态度很差"))).isEqualTo(HAN_HASH);
        assertThat(Arrays.hashCode(hashes("not a good app :("))).isEqualTo(LATIN_HASH);
        assertThat(Arrays.hashCode(hashes("//@shop: #sale# 气死我了"))).isEqualTo(POST_HASH);
    }

    @Test
    void aReusedReaderGivesWhatAFreshOneGives() {
        Reader reader = new Reader(false);
        reader.read("something long and quite different, 真的不一样", null);
        reader.read("客服态度很差", null);
        assertThat(Arrays.copyOf(reader.features.hashes, reader.features.size)).isEqualTo(hashes("客服态度很差"));
    }

    @Test
    void negationReachesTheNextWordsUntilPunctuation() {
        assertThat(count("not so very good")).isGreaterThan(count("now so very good"));
        assertThat(count("not, so very good")).isEqualTo(count("now, so very good"));
    }

    @Test
    void ownWordsCountOnceMoreBesideAHashtag() {
        assertThat(count("坏了 #开箱#")).isGreaterThan(count("坏了 ?开箱?"));
    }

    @Test
    void placesCoverTheTextThatTheyNameInOrder() {
        Reader reader = new Reader(true);
        reader.read("很好", "zh");
        Features features = reader.features;
        boolean whole = false;
        for (int i = 0; i < features.size; i++) {
            assertThat(features.start(i)).isLessThanOrEqualTo(features.end(i));
            whole |= features.start(i) == 0 && features.end(i) == 2;
        }
        assertThat(whole).isTrue();
    }

    private static int count(String text) {
        return hashes(text).length;
    }

    private static int[] hashes(String text) {
        Reader reader = new Reader(false);
        reader.read(text, null);
        return Arrays.copyOf(reader.features.hashes, reader.features.size);
    }
}

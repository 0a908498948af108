package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.file.FileProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusTest {
    private static final String GOOD = Corpus.HEADER + "\nzh\tpositive\tshop\t很好\nen\tneutral\ttweets\ta\tb\n";

    @TempDir
    private Path folder;

    @Test
    void readsPlainAndGzip() throws IOException {
        Path plain = Files.writeString(folder.resolve("a.tsv"), GOOD);
        Path zipped = folder.resolve("a.tsv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(GOOD.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Corpus.read(plain))
                .containsExactly(
                        new Corpus.Message("zh", Polarity.POSITIVE, "shop", "很好"),
                        new Corpus.Message("en", Polarity.NEUTRAL, "tweets", "a\tb"))
                .isEqualTo(Corpus.read(zipped));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lang label text | line 1: the header",
                "lang;label;source;text~zh;good;shop;x | line 2: label 'good'",
                "lang;label;source;text~zh;positive;shop;x~zh;negative | line 3: 4 fields expected, found 2",
                "lang;label;source;text~ | line 1: there is no message",
            })
    void namesFileAndLine(String content, String trouble) throws IOException {
        Path file = Files.writeString(
                folder.resolve("bad.tsv"), content.replace(';', '\t').replace('~', '\n'));
        assertThatThrownBy(() -> Corpus.read(file))
                .isInstanceOf(FileProblem.class)
                .hasMessageContaining("bad.tsv")
                .hasMessageContaining(trouble);
    }
}

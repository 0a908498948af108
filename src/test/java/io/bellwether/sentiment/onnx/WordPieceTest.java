package io.bellwether.sentiment.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPieceTest {

    private static List<String> words(String text, boolean lowerCase) {
        List<String> words = new ArrayList<>();
        Words.split(text, lowerCase, words::add);
        return words;
    }

    /** The cases of BERT's own tokenization_test.py, and what chat brings besides. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ah博推zz                     | true  | ah 博 推 zz
            ` \tHeLLo!how  \n Are yoU?  ` | true  | hello ! how are you ?
            Héllo                        | true  | hello
            ` \tHeLLo!how  \n Are yoU?  ` | false | HeLLo ! how Are yoU ?
            HäLLo!                       | false | HäLLo !
            a$b^c+d`e                    | true  | a $ b ^ c + d ` e
            退款了吗？谢谢。             | true  | 退 款 了 吗 ？ 谢 谢 。
            カタカナ と 한국어           | false | カタカナ と 한국어
            ÅNGSTRÖM Œuvre               | true  | angstrom œuvre
            it's 5-star😀ok              | true  | it ' s 5 - star😀ok
            don’t «stop»                 | true  | don ’ t « stop »
            """)
    void splitsAsBertDoes(String text, boolean lowerCase, String words) {
        assertThat(words(text, lowerCase)).containsExactly(words.split(" "));
    }

    @Test
    void controlCharactersAreNotThereAndOddSpacesAreSpaces() {
        assertThat(words("a\u0000b\uFFFDc\u200Dd\u00A0e\u3000f\tg", true)).containsExactly("abcd", "e", "f", "g");
        assertThat(words("𠀀𪜶x", true)).containsExactly("𠀀", "𪜶", "x");
        assertThat(words("x\uD840", true)).as("half a character").containsExactly("x");
        assertThat(words("  \n ", true)).isEmpty();
    }

    /** BERT's own example. */
    @Test
    void takesTheLongestPieceFirst() throws Exception {
        List<String> pieces =
                List.of("[UNK]", "[CLS]", "[SEP]", "[PAD]", "want", "##want", "##ed", "wa", "un", "runn", "##ing");
        WordPiece wordPiece = new WordPiece(pieces, true, 16);
        assertThat(wordPiece.encode("unwanted running")).containsExactly(1, 8, 5, 6, 9, 10, 2);
        assertThat(wordPiece.encode("unwantedX running")).containsExactly(1, 0, 9, 10, 2);
        assertThat(wordPiece.encode("")).isNull();
        assertThat(wordPiece.encode("nothing of it is known")).isNull();
    }

    @Test
    void readsNoMoreThanItMay() throws Exception {
        WordPiece wordPiece = new WordPiece(TinyModel.PIECES, true, 5);
        assertThat(wordPiece.encode("the parcels great bad")).containsExactly(2, 6, 7, 8, 3);
        assertThat(wordPiece.encode("great bad parcels")).containsExactly(2, 4, 5, 7, 3);
        assertThat(wordPiece.longest()).containsExactly(2, 12, 12, 12, 3);
        assertThat(new WordPiece(TinyModel.PIECES, true, 128).encode("great " + "bad".repeat(34)))
                .as("a word of more than 100 letters is none")
                .containsExactly(2, 4, 1, 3);
    }

    /** Against a second, naive way: try every piece at every place. */
    @Test
    void agreesWithANaiveSearch() throws Exception {
        Random random = new Random(17);
        List<String> pieces = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]"));
        for (int i = 0; i < 40; i++) {
            String piece = letters(random, 1 + random.nextInt(3));
            pieces.add(random.nextBoolean() ? piece : "##" + piece);
        }
        WordPiece wordPiece = new WordPiece(pieces, false, 64);
        for (int i = 0; i < 2_000; i++) {
            String word = letters(random, 1 + random.nextInt(10));
            List<Long> expected = naive(word, pieces);
            long[] tokens = wordPiece.encode(word);
            assertThat(
                            tokens == null
                                    ? List.of()
                                    : LongStream.of(tokens).boxed().toList())
                    .as(word)
                    .isEqualTo(expected);
        }
    }

    private static String letters(Random random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }

    private static List<Long> naive(String word, List<String> pieces) {
        List<Long> ids = new ArrayList<>(List.of(2L));
        String left = word;
        while (!left.isEmpty()) {
            int best = -1;
            for (int id = 4; id < pieces.size(); id++) {
                String piece = pieces.get(id);
                boolean continues = piece.startsWith("##");
                String letters = continues ? piece.substring(2) : piece;
                boolean fits = continues == (ids.size() > 1) && left.startsWith(letters);
                if (fits
                        && (best < 0
                                || letters.length()
                                        >= pieces.get(best).replace("##", "").length())) {
                    best = id;
                }
            }
            if (best < 0) {
                return List.of();
            }
            ids.add((long) best);
            left = left.substring(pieces.get(best).replace("##", "").length());
        }
        ids.add(3L);
        return ids;
    }

    @Test
    void aFileThatIsNoVocabularyIsNamed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("vocab.txt");
        assertThatThrownBy(() -> WordPiece.load(file, true, 16))
                .hasMessage(file
                        + ": there is no such file or folder; check the path (a vocabulary is a model's vocab.txt)");
        Files.writeString(file, "[PAD]\n[UNK]\n[CLS]\n");
        assertThatThrownBy(() -> WordPiece.load(file, true, 16))
                .hasMessageStartingWith(file + ": there is no line [SEP]; a WordPiece vocabulary");
        Files.write(file, "ä".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> WordPiece.load(file, true, 16)).hasMessageContaining("is not UTF-8");
        Files.writeString(file, String.join("\r\n", TinyModel.PIECES));
        assertThat(WordPiece.load(file, true, 16).encode("bad")).containsExactly(2, 5, 3);
    }
}

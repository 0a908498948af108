package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BitCoderTest {
    @Test
    void decodesWhatItEncoded() {
        for (int seed = 0; seed < 20; seed++) {
            int[] symbols = symbols(seed);
            byte[] bytes = encode(symbols);
            BitCoder.Decoder decoder = new BitCoder.Decoder(bytes);
            short[] tree = BitCoder.tree(8);
            for (int symbol : symbols) {
                assertThat(decoder.symbol(tree, 8)).isEqualTo(symbol);
            }
            assertThat(decoder.overrun()).isFalse();
        }
    }

    @Test
    void oneSymbolOverAndOverCostsNextToNothing() {
        assertThat(encode(new int[100_000]).length).isLessThan(4_000);
    }

    private static byte[] encode(int[] symbols) {
        BitCoder.Encoder encoder = new BitCoder.Encoder();
        short[] tree = BitCoder.tree(8);
        for (int symbol : symbols) {
            encoder.symbol(tree, 8, symbol);
        }
        return encoder.finish();
    }

    /** Sharply uneven symbols, so that long runs and carries occur. */
    private static int[] symbols(int seed) {
        Random random = new Random(seed);
        int[] symbols = new int[random.nextInt(5_000) + 1];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = random.nextInt(1 + seed) == 0 ? random.nextInt(256) : seed % 2 * 255;
        }
        return symbols;
    }
}

package io.bellwether.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackingTest {

    private static final int KINDS = 10;

    private static void write(long seed, DataOutput out) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            switch (random.nextInt(KINDS)) {
                case 0 -> out.writeByte(random.nextInt());
                case 1 -> out.writeShort(random.nextInt());
                case 2 -> out.writeInt(random.nextInt());
                case 3 -> out.writeLong(random.nextLong());
                case 4 -> out.writeBoolean(random.nextBoolean());
                case 5 -> out.writeDouble(random.nextGaussian());
                case 6 -> out.writeFloat(random.nextFloat());
                case 7 -> out.writeChar(random.nextInt());
                case 8 -> out.write(random.nextInt());
                default -> out.write(new byte[random.nextInt(20)]);
            }
        }
    }

    private static List<Object> read(long seed, DataInput in) throws IOException {
        Random random = new Random(seed);
        List<Object> read = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            switch (random.nextInt(KINDS)) {
                case 0 -> read.add(in.readByte() == (byte) random.nextInt());
                case 1 -> read.add(in.readShort() == (short) random.nextInt());
                case 2 -> read.add(in.readInt() == random.nextInt());
                case 3 -> read.add(in.readLong() == random.nextLong());
                case 4 -> read.add(in.readBoolean() == random.nextBoolean());
                case 5 -> read.add(in.readDouble() == random.nextGaussian());
                case 6 -> read.add(in.readFloat() == random.nextFloat());
                case 7 -> read.add(in.readChar() == (char) random.nextInt());
                case 8 -> read.add(in.readUnsignedByte() == (random.nextInt() & 0xFF));
                default -> in.readFully(new byte[random.nextInt(20)]);
            }
        }
        return read;
    }

    /** The same bytes as Java's own streams, and back. */
    @Test
    void itWritesWhatAStreamWritesAndReadsItBack() throws IOException {
        for (long seed = 0; seed < 50; seed++) {
            long of = seed;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            write(of, new DataOutputStream(bytes));
            byte[] packed = Packing.pack(out -> write(of, out));
            assertThat(packed).isEqualTo(bytes.toByteArray());
            List<Object> read = Packing.unpack(packed, packed.length, in -> read(of, in));
            assertThat(read).hasSizeGreaterThan(300).containsOnly(true);
        }
    }

    @Test
    void nothingIsReadBeyondWhatCounts() {
        byte[] bytes = {1, 2, 3, 0, 0, 0, 0, 9, 9};
        Packing packed = Packing.of(out -> out.writeInt(7));
        assertThat(packed.size()).isEqualTo(4);
        packed.copy(2, bytes, 5, 2);
        assertThat(bytes).containsExactly(1, 2, 3, 0, 0, 0, 7, 9, 9);
        assertThatThrownBy(() -> Packing.unpack(bytes, 7, DataInput::readLong))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("there are 1 bytes left, not 2");
        assertThat(Packing.<Byte>unpack(bytes, 7, in -> {
                    in.skipBytes(6);
                    return in.readByte();
                }))
                .isEqualTo((byte) 7);
    }

    /** As the library's own streams write and read them. */
    @Test
    void textsAreThoseOfTheContract() throws Exception {
        List<String> texts = List.of("", "plain", "a\r\nb\rc\n", "\u00e9\u961f\ud83d\ude21\ud800\u0000");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writeTexts(texts, new DataOutputStream(bytes));
        byte[] packed = Packing.pack(out -> writeTexts(texts, out));
        assertThat(packed).isEqualTo(bytes.toByteArray());

        DataInputStream stream = new DataInputStream(new ByteArrayInputStream(packed));
        assertThat(Packing.<List<String>>unpack(packed, packed.length, in -> readTexts(in)))
                .isEqualTo(readTexts(stream))
                .startsWith("", "plain");
    }

    private static void writeTexts(List<String> texts, DataOutput out) throws IOException {
        for (String text : texts) {
            out.writeUTF(text);
        }
        for (String text : texts) {
            out.writeBytes(text);
            out.writeChars(text);
        }
    }

    @SuppressWarnings("deprecation") // part of the contract
    private static List<String> readTexts(DataInput in) throws IOException {
        List<String> read = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            read.add(in.readUTF());
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            read.add(line);
        }
        return read;
    }
}

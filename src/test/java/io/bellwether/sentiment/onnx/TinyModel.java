package io.bellwether.sentiment.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.sentiment.Polarity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A whole ONNX model of a few hundred bytes, with its vocabulary: three numbers per word piece (negative, neutral,
 * positive), added up over the pieces that the mask leaves. Written field by field as onnx.proto has it, so that nothing
 * but the runtime is needed.
 *
 * <p>The number of the padding is large: a batch whose shorter texts are not masked gives another answer.
 */
public final class TinyModel {

    /** In this order; the id is the place. */
    static final List<String> PIECES =
            List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "great", "bad", "the", "parcel", "##s", "好", "差", "你", "meh");

    /** What each piece says: negative, neutral, positive. */
    private static final float[][] NUMBERS = {
        {50, -50, 0},
        {0, 0, 0},
        {0, 1, 0},
        {0, 0, 0},
        {0, 0, 4},
        {4, 0, 0},
        {0, .5f, 0},
        {0, .25f, 0},
        {0, .125f, 0},
        {0, 0, 4},
        {4, 0, 0},
        {0, .25f, 0},
        {0, 3, 0}
    };

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private TinyModel() {}

    /** Skips the test where ONNX Runtime is missing; fails it in CI, where it must not be. */
    public static void requireRuntime() {
        boolean there = TinyModel.class.getClassLoader().getResource("ai/onnxruntime/OrtEnvironment.class") != null;
        if (!there) {
            assertThat(System.getenv("CI")).as("ONNX Runtime is missing").isNotEqualTo("true");
        }
        Assumptions.assumeTrue(there, "ONNX Runtime is not on the class path (-DskipOnnx?)");
    }

    /** Settings of a model that lies in that folder now. */
    public static OnnxSettings in(Path folder) throws IOException {
        Path model = Files.write(folder.resolve("tiny.onnx"), bytes(PIECES.size(), true, 3));
        Path vocabulary = Files.write(folder.resolve("vocab.txt"), PIECES);
        return OnnxSettings.of(model.toString(), vocabulary.toString(), List.of(Polarity.values()));
    }

    /**
     * The model.
     *
     * @param pieces how many word pieces it knows
     * @param masked whether it takes a mask (and types, which it does not look at)
     * @param classes how many of its three outputs it gives
     */
    static byte[] bytes(int pieces, boolean masked, int classes) {
        Message graph = new Message();
        graph.bytes(1, node("Gather", "rows", List.of("table", "input_ids")));
        if (masked) {
            graph.bytes(1, node("Cast", "floats", List.of("attention_mask"), attribute("to", 2, 3, FLOAT)));
            graph.bytes(1, node("Unsqueeze", "mask", List.of("floats"), attribute("axes", 7, 8, 2)));
            graph.bytes(1, node("Mul", "kept", List.of("rows", "mask")));
        } else {
            graph.bytes(1, node("Identity", "kept", List.of("rows")));
        }
        graph.bytes(
                1,
                node(
                        "ReduceSum",
                        "logits",
                        List.of("kept"),
                        attribute("axes", 7, 8, 1),
                        attribute("keepdims", 2, 3, 0)));
        graph.text(2, "tiny");
        graph.bytes(5, table(pieces, classes));
        graph.bytes(11, value("input_ids", INT64, "texts", "length"));
        if (masked) {
            graph.bytes(11, value("attention_mask", INT64, "texts", "length"));
            graph.bytes(11, value("token_type_ids", INT64, "texts", "length"));
        }
        graph.bytes(12, value("logits", FLOAT, "texts", "classes"));
        // opset 11, the last in which axes are attributes
        return new Message()
                .number(1, 6)
                .bytes(7, graph)
                .bytes(8, new Message().text(1, "").number(2, 11))
                .toBytes();
    }

    private static Message node(String operator, String output, List<String> inputs, Message... attributes) {
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(3, output).text(4, operator);
        for (Message attribute : attributes) {
            node.bytes(5, attribute);
        }
        return node;
    }

    /** @param type 2 for a number in field 3, 7 for a list of numbers in field 8 */
    private static Message attribute(String name, int type, int field, long value) {
        return new Message().text(1, name).number(field, value).number(20, type);
    }

    private static Message table(int pieces, int classes) {
        ByteBuffer raw = ByteBuffer.allocate(pieces * classes * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int piece = 0; piece < pieces; piece++) {
            for (int i = 0; i < classes; i++) {
                raw.putFloat(NUMBERS[piece][i]);
            }
        }
        return new Message()
                .number(1, pieces)
                .number(1, classes)
                .number(2, FLOAT)
                .text(8, "table")
                .bytes(9, raw.array());
    }

    private static Message value(String name, int type, String... dimensions) {
        Message shape = new Message();
        for (String dimension : dimensions) {
            shape.bytes(1, new Message().text(2, dimension));
        }
        Message tensor = new Message().number(1, type).bytes(2, shape);
        return new Message().text(1, name).bytes(2, new Message().bytes(1, tensor));
    }

    /** The two wire types of protocol buffers that are needed: numbers and bytes with a length. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint(field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message bytes(int field, Message value) {
            return bytes(field, value.toBytes());
        }

        Message bytes(int field, byte[] value) {
            varint(field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        private void varint(long value) {
            long rest = value;
            for (; rest >= 0x80; rest >>>= 7) {
                out.write((int) (rest & 0x7F | 0x80));
            }
            out.write((int) rest);
        }

        byte[] toBytes() {
            return out.toByteArray();
        }
    }
}

package io.bellwether.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged records by the thousand: each ends as an event or as a rejection that says why. */
class EventMutationTest {
    private static final int ROUNDS = 100_000;

    private final Random random = new Random(20260301);
    private final EventDecoder decoder = new EventDecoder(List.of("shop", "source", "unknown"));
    private final EventDecoder parsing = new EventDecoder(List.of("shop", "source", "unknown"), false);
    private final EventEncoder encoder = new EventEncoder();
    private final List<byte[]> valid = bytes(EventSamples.valid());
    private final List<byte[]> invalid = bytes(EventSamples.invalid());

    @Test
    void everyRecordEndsAsEventOrReasonedRejection() {
        Map<RejectionReason, Integer> reasons = new EnumMap<>(RejectionReason.class);
        int events = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] value = sample();
            for (int times = random.nextInt(2); times >= 0; times--) {
                value = mutate(value);
            }
            Decoded decoded = decoder.decode(value, "t", 0, round, EventTime.END);
            assertSame(decoded, parsing.decode(value, "t", 0, round, EventTime.END), value);
            assertSame(decoder.decode(null, amid(value), "t", 0, round, EventTime.END), decoded, value);
            if (decoded.isEvent()) {
                events++;
                assertThat(encoder.encode(decoded.event())).isNotEmpty();
            } else {
                assertThat(decoded.rejection().detail()).isNotBlank().hasSizeLessThan(400);
                reasons.merge(decoded.rejection().reason(), 1, Integer::sum);
            }
        }
        assertThat(events).isBetween(5_000, 95_000);
        assertThat(reasons)
                .containsKeys(
                        RejectionReason.NOT_JSON,
                        RejectionReason.NO_ID,
                        RejectionReason.NO_TYPE,
                        RejectionReason.UNKNOWN_TYPE,
                        RejectionReason.NO_TIME,
                        RejectionReason.BAD_TIME,
                        RejectionReason.NO_SOURCE,
                        RejectionReason.NO_CASE,
                        RejectionReason.NO_AGENT,
                        RejectionReason.BAD_FIELD);
    }

    /** What is read without a parser is what a parser reads. */
    private static void assertSame(Decoded decoded, Decoded parsed, byte[] value) {
        String of = new String(value, StandardCharsets.UTF_8);
        assertThat(decoded.event()).as(of).isEqualTo(parsed.event());
        if (!parsed.isEvent()) {
            assertThat(decoded.rejection().reason())
                    .as(of)
                    .isEqualTo(parsed.rejection().reason());
            assertThat(decoded.rejection().detail())
                    .as(of)
                    .isEqualTo(parsed.rejection().detail());
            assertThat(decoded.rejection().original())
                    .as(of)
                    .isEqualTo(parsed.rejection().original());
        }
    }

    @Test
    void everyValidRecordIsReadWithoutAParser() {
        assertThat(valid).allSatisfy(value -> assertThat(decoder.readUsual(value, 0, value.length))
                .as(new String(value, StandardCharsets.UTF_8))
                .isTrue());
    }

    /** The record amid others, as it is in what a broker sent, or in memory outside of the heap. */
    private ByteBuffer amid(byte[] value) {
        byte[] before = sample();
        byte[] after = sample();
        int size = before.length + value.length + after.length;
        ByteBuffer all = random.nextInt(4) == 0 ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
        all.put(before).put(value).put(after);
        return random.nextBoolean()
                ? all.slice(before.length, value.length)
                : all.position(before.length).limit(before.length + value.length);
    }

    private byte[] sample() {
        List<byte[]> samples = random.nextInt(4) == 0 ? invalid : valid;
        return samples.get(random.nextInt(samples.size()));
    }

    private static List<byte[]> bytes(List<EventSamples.Sample> samples) {
        return samples.stream()
                .map(sample -> sample.json().getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private byte[] mutate(byte[] value) {
        if (value.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        return switch (random.nextInt(7)) {
            case 0 -> flip(value);
            case 1 -> Arrays.copyOf(value, random.nextInt(value.length));
            case 2 -> splice(value, random.nextInt(value.length), 0, noise());
            case 3 -> splice(value, random.nextInt(value.length), random.nextInt(4), new byte[0]);
            case 4, 5 -> swapValue(value);
            default -> splice(value, random.nextInt(value.length), 0, sample());
        };
    }

    private byte[] flip(byte[] value) {
        byte[] flipped = value.clone();
        flipped[random.nextInt(value.length)] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(8)];
        random.nextBytes(noise);
        return noise;
    }

    /** Puts another value in the place of the one after some colon. */
    private byte[] swapValue(byte[] value) {
        String[] swaps = {
            "null",
            "\"\"",
            "{}",
            "[]",
            "[[{}]]",
            "true",
            "-0",
            "1e999",
            "1e-999",
            "123456789012345678901234567890",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "{\"data\":{\"specversion\":1}}",
            "\"" + unicode() + "\"",
            "[null,{}]",
            "0.1",
            "0.12345678901234567",
            "-0.0",
            "-0",
            "01",
            "1.",
            "3.0e1",
            "99999999999999999999.5",
            "nul",
            "\"\\u00e9\\n\\ud83d\\ude00 \\/ \\\"\"",
            "\"\\ud83d\"",
            "\"\\u12\"",
            "\"\\x\"",
            " [ 1 , \"a\" ] ",
            "[1,]",
            "\"1.0\""
        };
        String text = new String(value, StandardCharsets.UTF_8);
        int colon = text.indexOf("\":", random.nextInt(text.length()));
        if (colon < 0) {
            return flip(value);
        }
        int end = colon + 2;
        while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String swapped = text.substring(0, colon + 2) + swaps[random.nextInt(swaps.length)] + text.substring(end);
        return swapped.getBytes(StandardCharsets.UTF_8);
    }

    private String unicode() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(10); i >= 0; i--) {
            text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
        }
        return text.toString().replace("\"", "").replace("\\", "");
    }

    private static byte[] splice(byte[] value, int at, int remove, byte[] insert) {
        int rest = Math.min(value.length, at + remove);
        byte[] spliced = Arrays.copyOf(value, at + insert.length + value.length - rest);
        System.arraycopy(insert, 0, spliced, at, insert.length);
        System.arraycopy(value, rest, spliced, at + insert.length, value.length - rest);
        return spliced;
    }
}

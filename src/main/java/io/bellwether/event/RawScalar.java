package io.bellwether.event;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The scalar of a record that is being read: asking the cursor once is what makes this fast. Plain ones are made from their
 * bytes, all others from characters.
 */
final class RawScalar {

    private final StringPool pool;
    private int length;

    /** Where its bytes begin, where each is a character as it should be; else negative. */
    private int plainFrom;

    private byte[] plain;
    private char[] chars;
    private int from;

    RawScalar(StringPool pool) {
        this.pool = pool;
    }

    /** Takes what stands at the cursor; whether it says anything. */
    boolean load(JsonCursor cursor) throws IOException {
        length = cursor.length();
        plainFrom = cursor.plainFrom();
        if (plainFrom >= 0) {
            plain = cursor.plain();
        } else {
            loadChars(cursor);
            trim();
        }
        return length > 0;
    }

    private void loadChars(JsonCursor cursor) throws IOException {
        chars = cursor.chars();
        from = cursor.from();
    }

    /** Control characters at both ends are as if they were not there: a text of nothing else is none. */
    private void trim() {
        while (length > 0 && PlainText.isControl(chars[from])) {
            from++;
            length--;
        }
        while (length > 0 && PlainText.isControl(chars[from + length - 1])) {
            length--;
        }
    }

    /** As a text with few values, from the pool. */
    String label() {
        return plainFrom >= 0 ? pool.get(plain, plainFrom, length) : pool.get(chars, from, length);
    }

    String text() {
        return plainFrom >= 0 ? ascii() : PlainText.of(chars, from, length);
    }

    /** As the text of a message, which is not settled. */
    String message() {
        return plainFrom >= 0 ? ascii() : Surrogates.string(chars, from, length);
    }

    private String ascii() {
        return new String(plain, plainFrom, length, StandardCharsets.ISO_8859_1);
    }

    /** As a time, or {@link EventTime#INVALID}. */
    long time(JsonCursor cursor, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING, VALUE_NUMBER_INT -> {
                toChars(cursor);
                yield EventTime.parse(chars, from, length);
            }
            case VALUE_NUMBER_FLOAT -> EventTime.ofNumber(cursor.number());
            default -> EventTime.INVALID;
        };
    }

    /** As a whole number, or negative. */
    long whole(JsonCursor cursor, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NUMBER_INT, VALUE_STRING -> {
                toChars(cursor);
                yield digits();
            }
            case VALUE_NUMBER_FLOAT -> whole(cursor.number());
            default -> -1;
        };
    }

    /** Loads the characters of a plain scalar, too. */
    private void toChars(JsonCursor cursor) throws IOException {
        if (plainFrom >= 0) {
            loadChars(cursor);
        }
    }

    /** The number that the digits make, −1 where they are something else or too many. */
    private long digits() {
        long number = 0;
        for (int i = from; i < from + length; i++) {
            int digit = chars[i] - '0';
            if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static long whole(double number) {
        return number == Math.rint(number) && number < Long.MAX_VALUE ? (long) number : -1;
    }
}

package io.bellwether.event;

import io.bellwether.event.ByteCursor.Unusual;

/** A scalar of JSON as {@link ByteCursor} found it, in scratch memory. */
final class ByteScalar {

    /** So many digits, and the powers of ten that they can be divided by, are doubles without an error. */
    private static final int MOST_EXACT_DIGITS = 15;

    private static final double[] POWERS = new double[MOST_EXACT_DIGITS + 1];

    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private byte[] in;
    private int from;
    private int at;
    private char[] chars = new char[256];
    private int size;
    private boolean plain;
    private boolean loaded;

    /** Bytes each of which is a plain character. */
    void set(byte[] record, int begin, int to) {
        in = record;
        from = begin;
        size = to - begin;
        plain = true;
        loaded = false;
    }

    /** Whether each byte is a character. */
    boolean isPlain() {
        return plain;
    }

    /** Where its bytes begin; negative where not each is a character. */
    int plainFrom() {
        return plain ? from : -1;
    }

    int length() {
        return size;
    }

    /** The characters, from the first one of the array on. */
    char[] chars() {
        if (!loaded) {
            loaded = true;
            room(size);
            widen(size);
        }
        return chars;
    }

    String string() {
        return new String(chars(), 0, size);
    }

    private void room(int count) {
        if (chars.length < count) {
            chars = new char[count];
        }
    }

    private void widen(int count) {
        for (int i = 0; i < count; i++) {
            chars[i] = (char) in[from + i];
        }
    }

    /**
     * A text with characters of several bytes, or escapes.
     *
     * @return where its closing quote is
     */
    int decode(byte[] record, int begin, int end) throws Unusual {
        in = record;
        at = begin;
        size = 0;
        plain = false;
        loaded = true;
        room(end - begin);
        while (at < end) {
            int b = in[at];
            if (b == '"') {
                return at;
            }
            if (b < 0) {
                wide(b, end);
            } else if (b == '\\') {
                chars[size++] = escaped(end);
            } else if (b < ' ') {
                throw Unusual.ONE;
            } else {
                chars[size++] = (char) b;
                at++;
            }
        }
        throw Unusual.ONE;
    }

    /** A character of UTF-8, as short as it can be written and none of a pair. */
    private void wide(int b, int end) throws Unusual {
        int more = (b & 0xE0) == 0xC0 ? 1 : (b & 0xF0) == 0xE0 ? 2 : (b & 0xF8) == 0xF0 ? 3 : 0;
        if (more == 0 || at + more >= end) {
            throw Unusual.ONE;
        }
        int point = b & 0x3F >> more;
        for (int i = 1; i <= more; i++) {
            int next = in[at + i];
            if ((next & 0xC0) != 0x80) {
                throw Unusual.ONE;
            }
            point = point << 6 | next & 0x3F;
        }
        int least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
        if (point < least || point > Character.MAX_CODE_POINT || point >= 0xD800 && point <= 0xDFFF) {
            throw Unusual.ONE;
        }
        at += more + 1;
        size += Character.toChars(point, chars, size);
    }

    private char escaped(int end) throws Unusual {
        int kind = at + 1 < end ? in[at + 1] : -1;
        at += 2;
        return switch (kind) {
            case '"', '\\', '/' -> (char) kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex(end);
            default -> throw Unusual.ONE;
        };
    }

    private char hex(int end) throws Unusual {
        if (at + 4 > end) {
            throw Unusual.ONE;
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(in[at++], 16);
            if (digit < 0) {
                throw Unusual.ONE;
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    /** The number; exact as a parser has it, for it divides two exact numbers. */
    double number() {
        boolean negative = in[from] == '-';
        long mantissa = 0;
        int digits = 0;
        int scale = -1;
        for (int i = negative ? 1 : 0; i < size; i++) {
            int b = in[from + i];
            if (b == '.') {
                scale = 0;
            } else if (b < '0' || b > '9' || ++digits > MOST_EXACT_DIGITS) {
                return Double.parseDouble(string());
            } else {
                mantissa = mantissa * 10 + (b - '0');
                scale += scale < 0 ? 0 : 1;
            }
        }
        if (scale < 0) {
            return negative ? -mantissa : mantissa;
        }
        double number = mantissa / POWERS[scale];
        return negative ? -number : number;
    }
}

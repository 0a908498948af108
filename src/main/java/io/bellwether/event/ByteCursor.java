package io.bellwether.event;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads JSON as nearly every record has it straight from the bytes, without memory for each record. It judges nothing: what
 * it does not take for certain is {@link Unusual}, and is left to a real parser, be it wrong or only odd. What it takes, a
 * parser takes too, and as the same; a test compares them.
 */
final class ByteCursor implements JsonCursor {

    private static final int DEEPEST = 50;
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_NUMBER = 100;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    /** Something for a real parser. */
    static final class Unusual extends IOException {
        private static final long serialVersionUID = 1L;
        static final Unusual ONE = new Unusual();

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private final FieldSlots slots;
    private final ByteScalar scalar = new ByteScalar();
    private byte[] in;
    private int at;
    private int end;
    private boolean first;
    private JsonToken token;
    private int valueFrom;

    ByteCursor(FieldSlots slots) {
        this.slots = slots;
    }

    /** Begins with an object. */
    void open(byte[] record, int from, int to) throws Unusual {
        in = record;
        at = from;
        end = to;
        token = null;
        skipSpace();
        take('{');
        first = true;
    }

    /** Whether nothing follows what was read. */
    boolean isAtEnd() {
        skipSpace();
        return at == end;
    }

    @Override
    public FieldSlots.Slot nextField() throws Unusual {
        if (!another('}')) {
            return null;
        }
        take('"');
        int from = at;
        int to = endOfName();
        return scalar.isPlain() ? slots.of(in, from, to - from) : slots.of(scalar.string());
    }

    /** Whether something comes before the closing bracket; takes the comma in front of it, or the bracket. */
    private boolean another(char closing) throws Unusual {
        skipSpace();
        if (peek() == closing) {
            at++;
            return false;
        }
        if (!first) {
            take(',');
            skipSpace();
        }
        first = false;
        return true;
    }

    private int endOfName() throws Unusual {
        int from = at;
        int to = endOfText();
        skipSpace();
        take(':');
        if (to - from > LONGEST_NAME) {
            throw Unusual.ONE;
        }
        return to;
    }

    @Override
    public JsonToken nextToken() throws Unusual {
        skipSpace();
        valueFrom = at;
        token = switch (peek()) {
            case '"' -> {
                at++;
                endOfText();
                yield JsonToken.VALUE_STRING;
            }
            case '{' -> JsonToken.START_OBJECT;
            case '[' -> JsonToken.START_ARRAY;
            case 't' -> word(TRUE, JsonToken.VALUE_TRUE);
            case 'f' -> word(FALSE, JsonToken.VALUE_FALSE);
            case 'n' -> word(NULL, JsonToken.VALUE_NULL);
            default -> numeral();
        };
        return token;
    }

    @Override
    public JsonToken nextItem() throws Unusual {
        if (token == JsonToken.START_ARRAY && at == valueFrom) {
            at++;
            first = true;
        } else {
            first = false;
        }
        if (another(']')) {
            return nextToken();
        }
        first = false;
        token = JsonToken.END_ARRAY;
        return null;
    }

    @Override
    public void skipChildren() throws Unusual {
        if (token.isStructStart() && at == valueFrom) {
            skip(0);
            token = JsonToken.END_OBJECT;
        }
    }

    private void skip(int depth) throws Unusual {
        if (depth > DEEPEST) {
            throw Unusual.ONE;
        }
        boolean object = in[at++] == '{';
        char closing = object ? '}' : ']';
        skipSpace();
        if (peek() == closing) {
            at++;
            return;
        }
        do {
            skipItem(object, depth);
            skipSpace();
        } while (isTaken(','));
        take(closing);
    }

    private void skipItem(boolean named, int depth) throws Unusual {
        if (named) {
            skipSpace();
            take('"');
            endOfName();
        }
        if (nextToken().isStructStart()) {
            skip(depth + 1);
        }
    }

    @Override
    public int plainFrom() {
        return scalar.plainFrom();
    }

    @Override
    public byte[] plain() {
        return in;
    }

    @Override
    public char[] chars() {
        return scalar.chars();
    }

    @Override
    public int from() {
        return 0;
    }

    @Override
    public int length() {
        return scalar.length();
    }

    @Override
    public double number() {
        return scalar.number();
    }

    @Override
    public int valueFrom() {
        return valueFrom;
    }

    @Override
    public int position() {
        return at;
    }

    private void skipSpace() {
        while (at < end && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
            at++;
        }
    }

    /** The next byte; at the end one that is nowhere right. */
    private int peek() {
        return at < end ? in[at] : -1;
    }

    private boolean isTaken(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void take(char wanted) throws Unusual {
        if (!isTaken(wanted)) {
            throw Unusual.ONE;
        }
    }

    /** Goes behind the closing quote; where that is. */
    private int endOfText() throws Unusual {
        int from = at;
        int quote = Bytes.endOfPlain(in, from, end);
        if (quote < end && in[quote] == '"') {
            scalar.set(in, from, quote);
        } else {
            quote = scalar.decode(in, from, end);
        }
        at = quote + 1;
        return quote;
    }

    private JsonToken word(byte[] word, JsonToken kind) throws Unusual {
        int to = at + word.length;
        if (to > end || !Arrays.equals(word, 0, word.length, in, at, to)) {
            throw Unusual.ONE;
        }
        scalar.set(in, at, to);
        at = to;
        return kind;
    }

    private JsonToken numeral() throws Unusual {
        JsonToken kind = JsonToken.VALUE_NUMBER_INT;
        isTaken('-');
        if (!isTaken('0')) {
            digits();
        }
        if (isTaken('.')) {
            kind = JsonToken.VALUE_NUMBER_FLOAT;
            digits();
        }
        if (isTaken('e') || isTaken('E')) {
            kind = JsonToken.VALUE_NUMBER_FLOAT;
            if (!isTaken('-')) {
                isTaken('+');
            }
            digits();
        }
        if (at - valueFrom > LONGEST_NUMBER) {
            throw Unusual.ONE;
        }
        scalar.set(in, valueFrom, at);
        return kind;
    }

    private void digits() throws Unusual {
        int from = at;
        while (at < end && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw Unusual.ONE;
        }
    }
}

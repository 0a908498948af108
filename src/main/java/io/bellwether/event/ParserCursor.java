package io.bellwether.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads any JSON, by a parser that stands at the beginning of an object. */
final class ParserCursor implements JsonCursor {

    private final JsonParser parser;
    private final int start;
    private final FieldSlots slots;

    /** @param start offset of the parser's first byte in the record */
    ParserCursor(JsonParser parser, int start, FieldSlots slots) {
        this.parser = parser;
        this.start = start;
        this.slots = slots;
    }

    @Override
    public FieldSlots.Slot nextField() throws IOException {
        String name = parser.nextFieldName();
        return name == null ? null : slots.of(name);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        return parser.nextToken();
    }

    @Override
    public JsonToken nextItem() throws IOException {
        JsonToken item = parser.nextToken();
        return item == JsonToken.END_ARRAY ? null : item;
    }

    @Override
    public void skipChildren() throws IOException {
        parser.skipChildren();
    }

    @Override
    public int plainFrom() {
        return -1;
    }

    @Override
    public byte[] plain() {
        throw new IllegalStateException("a parser gives characters");
    }

    @Override
    public char[] chars() throws IOException {
        return parser.getTextCharacters();
    }

    @Override
    public int from() throws IOException {
        return parser.getTextOffset();
    }

    @Override
    public int length() throws IOException {
        return parser.getTextLength();
    }

    @Override
    public double number() throws IOException {
        return parser.getDoubleValue();
    }

    @Override
    public int valueFrom() {
        return start + (int) parser.currentTokenLocation().getByteOffset();
    }

    @Override
    public int position() {
        return start + (int) parser.currentLocation().getByteOffset();
    }
}

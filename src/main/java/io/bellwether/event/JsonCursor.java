package io.bellwether.event;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The fields of one JSON object, one after the other, whoever reads them from its bytes. */
interface JsonCursor {

    /** Where the next field goes; null at the end of the object. The value of the last one was read or skipped. */
    FieldSlots.Slot nextField() throws IOException;

    /** The value of the field: a scalar, or the beginning of a list or an object. */
    JsonToken nextToken() throws IOException;

    /** The next item of the list at whose beginning the cursor stands, or stood; null at its end. */
    JsonToken nextItem() throws IOException;

    /** Goes to the end of the list or object at whose beginning the cursor stands; elsewhere nothing happens. */
    void skipChildren() throws IOException;

    /**
     * Where the bytes of a scalar begin if each is a character of {@link PlainText} by itself; negative where that is not
     * so, or nobody knows.
     */
    int plainFrom();

    /** The record in which these bytes are. */
    byte[] plain();

    /** The characters of the scalar, those of a text without its quotes and escapes, from {@link #from()} on. */
    char[] chars() throws IOException;

    int from() throws IOException;

    int length() throws IOException;

    /** The scalar as a number; it is one. */
    double number() throws IOException;

    /** Offset in the record where the value begins. */
    int valueFrom();

    /** Offset in the record behind what was read. */
    int position();
}

package io.bellwether.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A part of a bench's report, for people and for programs. */
interface Section {

    /** Its tables, to be read on a terminal. */
    void text(Lines lines);

    /** The same figures, in an object of their own within {@code root}. */
    void json(ObjectNode root);
}

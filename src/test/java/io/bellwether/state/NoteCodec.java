package io.bellwether.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A codec with a past: version 1 was not read any more when version 3 came, version 2 had no author. */
public final class NoteCodec extends Codec<NoteCodec.Note> {

    private static final long serialVersionUID = 1L;

    /** Something to keep. */
    public record Note(String text, String author) {}

    /** As it is now. */
    public NoteCodec() {
        this(3);
    }

    /** As it was, or will be. */
    NoteCodec(int version) {
        super("test-note", version, Note.class);
    }

    @Override
    public int oldest() {
        return 2;
    }

    @Override
    public void write(Note note, DataOutput out) throws IOException {
        Texts.write(note.text(), out);
        if (version() > 2) {
            Texts.write(note.author(), out);
        }
    }

    @Override
    public Note read(DataInput in, Versions stored) throws IOException {
        return new Note(Texts.read(in), stored.of(this) > 2 ? Texts.read(in) : "unknown");
    }
}

package io.bellwether.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.state.NoteCodec.Note;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecSerializerTest {

    private static final Note NOTE = new Note("call back", "Ada");

    @ParameterizedTest
    @CsvSource({"3, as is", "2, after migration", "1, incompatible", "4, incompatible"})
    void saysWhetherAStoredVersionIsRead(int version, String answer) throws IOException {
        var compatibility = new CodecSerializer<>(new NoteCodec())
                .snapshotConfiguration()
                .resolveSchemaCompatibility(throughASavepoint(new NoteCodec(version)));

        assertThat(compatibility.isCompatibleAsIs()).isEqualTo(answer.equals("as is"));
        assertThat(compatibility.isCompatibleAfterMigration()).isEqualTo(answer.equals("after migration"));
        assertThat(compatibility.isIncompatible()).isEqualTo(answer.equals("incompatible"));
    }

    @Test
    void readsWhatAnEarlierReleaseWroteAndWritesItAnew() throws IOException {
        DataOutputSerializer old = new DataOutputSerializer(16);
        new CodecSerializer<>(new NoteCodec(2)).serialize(NOTE, old);
        TypeSerializer<Note> restored = throughASavepoint(new NoteCodec(2)).restoreSerializer();
        DataOutputSerializer copied = new DataOutputSerializer(16);
        restored.copy(new DataInputDeserializer(old.getCopyOfBuffer()), copied);

        assertThat(restored.deserialize(new DataInputDeserializer(old.getCopyOfBuffer())))
                .isEqualTo(new Note("call back", "unknown"));
        assertThat(new CodecSerializer<>(new NoteCodec())
                        .deserialize(new DataInputDeserializer(copied.getCopyOfBuffer())))
                .isEqualTo(new Note("call back", "unknown"));
        assertThat(restored.snapshotConfiguration()).hasToString("test-note {test-note=3}");
    }

    @Test
    void tellsWhatToDoWithTheStateOfANewerRelease() throws IOException {
        assertThatThrownBy(throughASavepoint(new NoteCodec(4))::restoreSerializer)
                .hasMessage("the state cannot be restored: test-note was written in version 4 by a newer release, and"
                        + " this one reads up to 3; start it with the release that wrote it, or begin without the state"
                        + " as docs/operations.md says");
        assertThatThrownBy(throughASavepoint(new NoteCodec(1))::restoreSerializer)
                .hasMessageContaining("in version 1 by an older release, and this one reads from 2");
        assertThatThrownBy(throughASavepoint(new Unlisted("gone", new NoteCodec()))::restoreSerializer)
                .hasMessageContaining("this release keeps nothing that is named gone");
    }

    @Test
    void aPartHasAVersionOfItsOwn() throws IOException {
        Unlisted present = new Unlisted("holder", new NoteCodec());
        TypeSerializerSnapshot<Note> now = new CodecSerializer<>(present).snapshotConfiguration();
        Versions stored = Versions.of(new Unlisted("holder", new NoteCodec(2)).versions());

        assertThat(present.versions()).containsOnlyKeys("holder", "test-note").containsEntry("test-note", 3);
        assertThat(now.resolveSchemaCompatibility(new CodecSerializerSnapshot<>(present))
                        .isCompatibleAsIs())
                .isTrue();
        assertThat(present.fromBytes(new Unlisted("holder", new NoteCodec(2)).toBytes(NOTE), stored))
                .isEqualTo(new Note("call back", "unknown"));
        assertThat(present.renewed(new NoteCodec(2).toBytes(NOTE), stored))
                .isEqualTo(present.toBytes(new Note("call back", "unknown")));
    }

    @Test
    void onlyWhatChangesIsCopied() {
        assertThat(new CodecSerializer<>(new NoteCodec()).copy(NOTE)).isSameAs(NOTE);
        assertThat(new CodecSerializer<>(new NoteCodec()).isImmutableType()).isTrue();

        CodecSerializer<StringBuilder> ofMutable = new CodecSerializer<>(new BuilderCodec());
        StringBuilder before = new StringBuilder("a");
        StringBuilder copy = ofMutable.copy(before);
        before.append("b");

        assertThat(ofMutable.isImmutableType()).isFalse();
        assertThat(copy).hasToString("a");
    }

    @Test
    void bytesThatAreLeftAreDamage() {
        byte[] bytes = new byte[new NoteCodec().toBytes(NOTE).length + 2];
        assertThatThrownBy(() -> new NoteCodec().fromBytes(bytes, Versions.CURRENT))
                .hasMessageContaining("a stored test-note is damaged")
                .hasMessageContaining("bytes are left behind it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Zürich ÿ", "Łódź", "日本", "😀 \uD83D alone \uDE00", "\u0000\u0001"})
    void textsComeBackAsTheyWent(String text) throws IOException {
        for (String whole : new String[] {text, text.repeat(70_000 / Math.max(1, text.length()))}) {
            DataOutputSerializer out = new DataOutputSerializer(16);
            Texts.write(whole, out);
            assertThat(Texts.read(new DataInputDeserializer(out.getCopyOfBuffer())))
                    .isEqualTo(whole);
        }
    }

    private static <T> TypeSerializerSnapshot<T> throughASavepoint(Codec<T> codec) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, new CodecSerializer<>(codec).snapshotConfiguration());
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), CodecSerializerTest.class.getClassLoader());
    }

    /** Holds a note, and stands in no list of codecs. */
    private static final class Unlisted extends Codec<Note> {

        private static final long serialVersionUID = 1L;

        private final NoteCodec notes;

        Unlisted(String name, NoteCodec notes) {
            super(name, 1, Note.class, notes);
            this.notes = notes;
        }

        @Override
        public void write(Note value, DataOutput out) throws IOException {
            notes.write(value, out);
        }

        @Override
        public Note read(DataInput in, Versions stored) throws IOException {
            return notes.read(in, stored);
        }
    }

    private static final class BuilderCodec extends Codec<StringBuilder> {

        private static final long serialVersionUID = 1L;

        BuilderCodec() {
            super("test-builder", 1, StringBuilder.class);
        }

        @Override
        public void write(StringBuilder value, DataOutput out) throws IOException {
            Texts.write(value.toString(), out);
        }

        @Override
        public StringBuilder read(DataInput in, Versions stored) throws IOException {
            return new StringBuilder(Texts.read(in));
        }

        @Override
        public boolean isMutable() {
            return true;
        }
    }
}

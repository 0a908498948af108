package io.bellwether.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.state.NoteCodec.Note;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/** What Flink does with the states of other releases. */
class StateMigrationTest {

    @Test
    void whatAnEarlierReleaseKeptIsReadByTheNext() throws Exception {
        OperatorSubtaskState kept = keeping(new NoteCodec(2), null, "call back");

        assertThat(said(new NoteCodec(), kept)).containsExactly(new Note("call back", "unknown"));
        OperatorSubtaskState renewed = keeping(new NoteCodec(), kept, null);
        assertThat(said(new NoteCodec(), renewed)).containsExactly(new Note("call back", "unknown"));
    }

    @Test
    void whatANewerReleaseKeptIsRefusedInWords() throws Exception {
        OperatorSubtaskState kept = keeping(new NoteCodec(4), null, "call back");

        assertThatThrownBy(() -> said(new NoteCodec(), kept))
                .hasStackTraceContaining("test-note was written in version 4 by a newer release, and this one reads up"
                        + " to 3; start it with the release that wrote it");
    }

    private static OperatorSubtaskState keeping(NoteCodec codec, OperatorSubtaskState before, String text)
            throws Exception {
        try (var harness = harness(codec, before)) {
            if (text != null) {
                harness.processElement(text, 0);
            }
            return harness.snapshot(1, 1);
        }
    }

    private static List<Note> said(NoteCodec codec, OperatorSubtaskState before) throws Exception {
        try (var harness = harness(codec, before)) {
            harness.processElement("say", 0);
            return harness.extractOutputValues();
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<Integer, String, Note> harness(
            NoteCodec codec, OperatorSubtaskState before) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new Keeper(codec)), text -> 1, Types.INT);
        harness.setup(CodecTypeInfo.of(codec)
                .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        if (before != null) {
            harness.initializeState(before);
        }
        harness.open();
        return harness;
    }

    /** Keeps what it is told, and says it when asked. */
    private static final class Keeper extends KeyedProcessFunction<Integer, String, Note> {

        private static final long serialVersionUID = 1L;

        private final NoteCodec codec;
        private transient ValueState<Note> kept;

        Keeper(NoteCodec codec) {
            this.codec = codec;
        }

        @Override
        public void open(OpenContext context) {
            kept = getRuntimeContext().getState(new ValueStateDescriptor<>("kept", CodecTypeInfo.of(codec)));
        }

        @Override
        public void processElement(String text, Context context, Collector<Note> out) throws Exception {
            if (text.equals("say")) {
                out.collect(kept.value());
            } else {
                kept.update(new Note(text, "Ada"));
            }
        }
    }
}

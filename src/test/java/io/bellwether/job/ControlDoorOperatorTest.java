package io.bellwether.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.control.Expiry;
import io.bellwether.control.Received;
import io.bellwether.event.Origin;
import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionReason;
import io.bellwether.notify.Circumstance;
import io.bellwether.notify.CircumstanceCodec;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ControlDoorOperatorTest {

    private static final long NOW = 1_772_442_000_000L;
    private static final String SAID = """
            {"specversion": "1", "type": "expire", "id": "s-1", "at": "2026-03-02T08:00:00Z", "by": "ann"}""";

    private static OneInputStreamOperatorTestHarness<Received, Circumstance> started(ControlDoorOperator.SoFar soFar)
            throws Exception {
        var harness = new OneInputStreamOperatorTestHarness<>(new ControlDoorOperator(soFar));
        harness.setup(CodecTypeInfo.of(CircumstanceCodec.INSTANCE).createSerializer(new SerializerConfigImpl()));
        harness.setProcessingTime(NOW);
        harness.open();
        harness.setProcessingTime(NOW + 1);
        return harness;
    }

    @Test
    void allThatWasSaidComesBeforeTheWordThatItIsAll() throws Exception {
        try (var harness = started(to -> {
            to.accept(SAID.getBytes(UTF_8));
            to.accept("no command".getBytes(UTF_8));
        })) {
            assertThat(harness.extractOutputValues())
                    .containsExactly(
                            new Circumstance.OfCommand(new Expiry("s-1", NOW - 3_600_000, "ann", "")),
                            new Circumstance.CommandsRead());
        }
    }

    @Test
    void aTopicThatCannotBeReadHoldsNothingUp() throws Exception {
        try (var harness = started(to -> {
            to.accept(SAID.getBytes(UTF_8));
            throw new IllegalStateException("the broker does not answer");
        })) {
            assertThat(harness.extractOutputValues()).hasSize(2).last().isEqualTo(new Circumstance.CommandsRead());
        }
    }

    @Test
    void whatIsNoCommandIsADeadLetterOnce() throws Exception {
        Rejection rejection = new Rejection(
                RejectionReason.NOT_JSON, "no JSON", new Origin("control", 0, 7, null), "no command".getBytes(UTF_8));
        try (var harness = started(to -> to.accept("no command".getBytes(UTF_8)))) {
            harness.processElement(new Received(null, rejection), 0);
            assertThat(harness.extractOutputValues()).containsExactly(new Circumstance.CommandsRead());
            assertThat(harness.getSideOutput(ControlDoorOperator.REJECTED))
                    .extracting(record -> record.getValue())
                    .containsExactly(rejection);
        }
    }
}

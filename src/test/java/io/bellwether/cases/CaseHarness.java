package io.bellwether.cases;

import io.bellwether.event.EventKeys;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.SourceIdCodec;
import io.bellwether.ingest.DoorOperator;
import io.bellwether.metric.Outlet;
import io.bellwether.sla.PolicyBook;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** The operator of cases by itself, of which a test says the rest: state backend, what its output is written by. */
final class CaseHarness {

    static final int MAX_PARALLELISM = 128;

    /** Cases that are over are forgotten after an hour, the others later. */
    static final CaseSettings SETTINGS = CaseRun.settings(
            CaseRun.DIMENSIONS,
            CaseRun.LATENESS,
            new ForgetAfter(60 * Histories.MINUTE, 5 * 60 * Histories.MINUTE, 10 * 60 * Histories.MINUTE),
            CaseRun.REDELIVERY);

    private CaseHarness() {}

    /** One of several subtasks. */
    static <T> KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, PolicyUpdate, T> of(
            CaseSettings settings, PolicyBook policies, Outlet.Maker<T> outlets, int parallelism, int subtask)
            throws Exception {
        return of(new CaseOperator<>(settings, policies, DoorOperator.REJECTED, outlets), parallelism, subtask);
    }

    /** One that tells all that may be told of its cases. */
    static <T> KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, PolicyUpdate, T> tellingAll(
            PolicyBook policies, Outlet.Maker<T> outlets) throws Exception {
        return of(
                new CaseOperator<>(SETTINGS, policies, DoorOperator.REJECTED, outlets)
                        .telling(new CaseTold(true, true, true)),
                1,
                0);
    }

    private static <T> KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, PolicyUpdate, T> of(
            CaseOperator<T> operator, int parallelism, int subtask) throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                operator,
                EventKeys::caseOf,
                (PolicyUpdate update) -> new SourceId("", "policies"),
                CodecTypeInfo.of(SourceIdCodec.INSTANCE),
                MAX_PARALLELISM,
                parallelism,
                subtask);
    }
}

package io.bellwether.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadKindTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fold agents -> Combine agents (1/2)#0|Fold agents -> Combine agents",
                "Source: Kafka -> Score and check -> (Events, Sink: x) (12/16)#3|Source: Kafka -> Score and check -> (Events, Sink: x)",
                "Source Data Fetcher for Source: Kafka -> Score and check (1/2)#0|Kafka fetcher",
                "OutputFlusher for Fold agents -> Combine agents (1/2)#0|other threads",
                "System Time Trigger for Fold cases (1/2)#0|other threads",
                "flink-metrics-8|other threads",
                "main|other threads"
            })
    void subtasksOfATaskBelongTogether(String name, String kind) {
        assertThat(ThreadKind.of(name)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "GC Thread#1, garbage collector",
        "G1 Conc#0, garbage collector",
        "VM Thread, garbage collector",
        "C2 CompilerThre, compiler",
        "C1 CompilerThre, compiler",
        "Fold cases,",
        "G1ove,"
    })
    void theMachinesOwnThreadsAreKnownByWhatTheSystemCallsThem(String name, String kind) {
        assertThat(ThreadKind.ofNative(name)).isEqualTo(kind);
    }
}

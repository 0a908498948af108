package io.bellwether.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.event.Decoded;
import io.bellwether.event.EventCodec;
import io.bellwether.event.EventDecoder;
import io.bellwether.event.EventEncoder;
import io.bellwether.event.ServiceEvent;
import io.bellwether.state.Versions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One record of 331 bytes: decoding it, against what Jackson needs to read it into a map in the same run; and writing it
 * for the network and back. Compare the ratios, the machines are noisy.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class EventDecoderBenchmark {
    private static final byte[] RECORD = """
            {"id":"evt-184467","type":"chat.message","time":"2026-03-01T08:00:00.123+08:00","source":"livechat",\
            "case_id":"chat-004711","queue":"aftersales","channel":"web","priority":"high","tier":"88VIP",\
            "language":"zh","agent_id":"agent-117","actor":"CUSTOMER","visibility":"PUBLIC",\
            "sentiment":-0.25,"text":"where is my parcel, order 123"}""".getBytes(StandardCharsets.UTF_8);

    private final EventDecoder decoder = new EventDecoder(List.of());
    private final EventEncoder encoder = new EventEncoder();
    private final EventCodec codec = new EventCodec();
    private final ObjectMapper mapper = new ObjectMapper();
    private final TypeReference<Map<String, Object>> anyMap = new TypeReference<>() {};
    private final DataOutputSerializer out = new DataOutputSerializer(512);
    private final DataInputDeserializer in = new DataInputDeserializer();
    private ServiceEvent event;

    /** Fails where the record is not what the results are said to be about. */
    @Setup
    public void check() {
        if (RECORD.length != 331 || !decode().isEvent()) {
            throw new IllegalStateException("record of the benchmark has " + RECORD.length + " bytes or is rejected");
        }
        event = decode().event();
    }

    @Benchmark
    public Decoded decode() {
        return decoder.decode(RECORD, "service.chats", 0, 0, Long.MAX_VALUE);
    }

    @Benchmark
    public Map<String, Object> jacksonToMap() throws IOException {
        return mapper.readValue(RECORD, anyMap);
    }

    @Benchmark
    public byte[] encode() {
        return encoder.encode(event);
    }

    @Benchmark
    public ServiceEvent storeAndRead() throws IOException {
        out.clear();
        codec.write(event, out);
        in.setBuffer(out.getSharedBuffer(), 0, out.length());
        return codec.read(in, Versions.CURRENT);
    }
}
